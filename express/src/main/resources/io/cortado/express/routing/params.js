'use strict';

// The parameters of paths: their texts, their callbacks, and how those of routers in routers go together.

const { deprecateRouter } = require('../deprecate');
const { traceParam, tracing } = require('./tracing');

/** Waits for what a function of the application may have promised; a failure goes to `next`. */
function settle(promise, next, kind = 'handlers') {
  if (!(promise instanceof Promise)) {
    if (typeof promise.then !== 'function') return;
    deprecateRouter(kind + ' that are Promise-like are deprecated, use a native Promise instead');
  }
  promise.then(noop, (error) => next(error || new Error('Rejected promise')));
}

function noop() {}

/** Calls a parameter's callback as Express 5 does: what it promises may fail. */
function callParam(fn, req, res, next, value, name, layer) {
  if (tracing.active) {
    traceParam(fn, layer, req, res, next, value, name);
    return;
  }
  try {
    const result = fn(req, res, next, value, name);
    if (result) settle(result, next, 'parameters');
  } catch (error) {
    next(error);
  }
}

/** One run through the callbacks of the parameters that a layer matched. */
class ParamRun {
  constructor(names, records, req, res, done) {
    this.names = names;
    this.records = records;
    this.req = req;
    this.res = res;
    this.done = done;
    /** How many of the names are dealt with. */
    this.taken = 0;
    this.name = '';
    this.value = undefined;
    this.record = null;
    this.callbacks = null;
    /** How many callbacks of the present parameter have been called. */
    this.calls = 0;
  }

  /** Whether there is a parameter with callbacks to call; otherwise the run is over. */
  take(callbacks) {
    const { params } = this.req;
    for (const name of this.names.slice(this.taken)) {
      this.taken++;
      const value = params[name];
      const record = this.records[name];
      if (value === undefined || !callbacks[name]) continue;
      if (!record || !isDecided(record, value)) {
        this.begin(name, value, callbacks[name]);
        return true;
      }
      params[name] = record.value;
      if (record.error) {
        this.done(record.error);
        return false;
      }
    }
    this.done();
    return false;
  }

  begin(name, value, callbacks) {
    this.name = name;
    this.value = value;
    this.callbacks = callbacks;
    this.calls = 0;
    this.record = this.records[name] = { error: null, match: value, value };
  }

  /** Notes what a callback has made of the parameter, and whether it failed. */
  note(error) {
    this.record.value = this.req.params[this.name];
    if (error) this.record.error = error;
  }
}

/** Whether a request's callbacks have run for a value, or have failed for any; one that left the route has not. */
function isDecided({ error, match }, value) {
  return match === value || (error && error !== 'route');
}

/**
 * Runs the callbacks of the parameters a layer matched, each once per request and value, then `done`. Both majors
 * share it.
 * @param {object} callbacks by parameter name
 * @param {object} layer
 * @param {string[]} names in the order of the path
 * @param {object} records what has run for this request in this router
 * @param {Function} call makes the call
 */
function processParams(callbacks, layer, names, records, req, res, done, call) {
  const run = new ParamRun(names, records, req, res, done);
  function paramCallback(error) {
    const fn = run.callbacks[run.calls++];
    run.note(error);
    if (error) done(error);
    else if (fn) call(fn, req, res, paramCallback, run.value, run.name, layer);
    else if (run.take(callbacks)) paramCallback();
  }
  if (run.take(callbacks)) paramCallback();
}

/** How many parameters without a name there are. */
function countNumbered(params) {
  let count = 0;
  while (count in params) count++;
  return count;
}

/** A router's own parameters over those of its parent; numbered ones follow the parent's. */
function mergeParams(params, parent) {
  if (typeof parent !== 'object' || !parent) return params;
  const merged = Object.assign({}, parent, params);
  const offset = countNumbered(parent);
  const own = offset === 0 ? 0 : countNumbered(params);
  for (let i = 0; i < own && i < offset; i++) merged[i] = parent[i];
  for (let i = 0; i < own; i++) merged[offset + i] = params[i];
  return merged;
}

/** The text of a parameter; if it cannot be decoded, that is the client's fault. */
function decodeParam(text) {
  if (typeof text !== 'string' || !text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch (error) {
    throw Object.assign(error, { message: `Failed to decode param '${text}'`, statusCode: 400, status: 400 });
  }
}

module.exports = { callParam, decodeParam, mergeParams, processParams, settle };
