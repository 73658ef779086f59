'use strict';

const { deprecateRouter } = require('../deprecate');
const { traceParam, tracing } = require('./tracing');

/** Calls a parameter's callback as Express 5 does: what it promises may fail. */
function callParam(fn, req, res, next, value, name, layer) {
  if (tracing.active) {
    traceParam(fn, layer, req, res, next, value, name);
    return;
  }
  try {
    const result = fn(req, res, next, value, name);
    if (!result || typeof result.then !== 'function') return;
    if (!(result instanceof Promise)) {
      deprecateRouter('parameters that are Promise-like are deprecated, use a native Promise instead');
    }
    result.then(() => {}, (error) => next(error || new Error('Rejected promise')));
  } catch (error) {
    next(error);
  }
}

/**
 * Runs the callbacks of the parameters a layer matched, each once per request and value, then `done`. Both majors
 * share it.
 * @param {object} params callbacks by parameter name
 * @param {object} layer
 * @param {string[]} keys names in the order of the path
 * @param {object} called what has run for this request in this router
 * @param {Function} call makes the call
 */
function processParams(params, layer, keys, called, req, res, done, call) {
  let keyIndex = 0;
  let callbackIndex = 0;
  let key;
  let value;
  let callbacks;
  let state;

  function nextKey(error) {
    if (error) return done(error);
    while (keyIndex < keys.length) {
      callbackIndex = 0;
      key = keys[keyIndex++];
      value = req.params[key];
      callbacks = params[key];
      state = called[key];
      if (value === undefined || !callbacks) continue;
      if (state && (state.match === value || (state.error && state.error !== 'route'))) {
        req.params[key] = state.value;
        if (state.error) return done(state.error);
        continue;
      }
      called[key] = state = { error: null, match: value, value };
      return nextCallback();
    }
    return done();
  }

  function nextCallback(error) {
    const fn = callbacks[callbackIndex++];
    state.value = req.params[key];
    if (error) {
      state.error = error;
      return nextKey(error);
    }
    if (!fn) return nextKey();
    call(fn, req, res, nextCallback, value, key, layer);
  }

  nextKey();
}

/** A router's own parameters over those of its parent; numbered ones follow the parent's. */
function mergeParams(params, parent) {
  if (typeof parent !== 'object' || !parent) return params;
  const merged = Object.assign({}, parent);
  if (!(0 in params) || !(0 in parent)) return Object.assign(merged, params);
  let own = 0;
  let inherited = 0;
  while (own in params) own++;
  while (inherited in parent) inherited++;
  for (own--; own >= 0; own--) {
    params[own + inherited] = params[own];
    if (own < inherited) delete params[own];
  }
  return Object.assign(merged, params);
}

module.exports = { mergeParams, callParam, processParams };
