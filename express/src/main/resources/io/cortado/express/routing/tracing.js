'use strict';

// What Express 5 publishes on the tracing channel `express.router.request`: one trace for each handler, error handler
// and parameter callback. Nothing of it runs, and no module is loaded for it, until somebody listens.

const watched = require('cortado:channel-watch');
const { deprecateRouter } = require('../deprecate');

const CHANNEL = 'express.router.request';

/** On requests under a listener's eyes: the path that matched last. */
const MATCHED = Symbol('router.tracing.matchedRoute');

/** On such requests: the errors that are known; npm's router shares it. */
const KNOWN_ERRORS = Symbol.for('router.tracing.publishedErrors');

const tracing = { active: false };
let channel = null;

function listenersChanged() {
  channel ??= require('node:diagnostics_channel').tracingChannel(CHANNEL);
  tracing.active = channel.hasSubscribers;
}

for (const event of ['start', 'end', 'asyncStart', 'asyncEnd', 'error']) {
  const name = `tracing:${CHANNEL}:${event}`;
  const others = watched.get(name);
  watched.set(name, () => {
    others?.();
    listenersChanged();
  });
}

function isSignal(error) {
  return error === 'route' || error === 'router';
}

/** Notes that an error has been seen in a request; answers whether it is new. */
function noteError(req, error) {
  if (!error || isSignal(error)) return false;
  const known = req[KNOWN_ERRORS] ??= new Set();
  if (known.has(error)) return false;
  known.add(error);
  return true;
}

/** The `next` for a traced call: tells of an error the first time it is seen, then passes it on. */
function telling(context, next) {
  const { req } = context;
  if (context.errorHandler) noteError(req, context.incomingError);
  return function tellingNext(error) {
    // An error handler that recovers is done with its error; should it come again, it is a new one.
    if (context.errorHandler && error !== context.incomingError) req[KNOWN_ERRORS]?.delete(context.incomingError);
    if (error && noteError(req, error)) {
      context.error = error;
      channel.error.publish(context);
    }
    next(error);
  };
}

function noteFailure(context, error, isSync) {
  if (!isSignal(error)) {
    if (!('error' in context)) context.error = error;
  } else if (isSync) {
    context.result = undefined;
  }
}

/** `end` of a call that goes on. An error from before it stays out of sight: `error` in `end` means that it is over. */
function publishOngoing(context) {
  if (!('error' in context)) {
    channel.end.publish(context);
    return;
  }
  const { error } = context;
  delete context.error;
  channel.end.publish(context);
  context.error = error;
}

function publishSettled(context) {
  channel.asyncStart.runStores(context, () => channel.asyncEnd.publish(context));
}

function awaitResult(context, result, next) {
  let settled = false;
  function settle(how) {
    if (settled) return;
    settled = true;
    how();
    publishSettled(context);
  }
  function fail(error) {
    next(error);
    settle(() => noteFailure(context, error, false));
  }
  try {
    result.then((value) => settle(() => {
      context.result = value;
    }), (error) => fail(error || new Error('Rejected promise')));
  } catch (error) {
    fail(error);
  }
}

/**
 * Runs a call under a trace.
 * @param {object} context what listeners get
 * @param {Function} call takes the `next` it is to use
 * @param {string} kind of function, for the notice about promise-likes
 */
function trace(context, next, call, kind) {
  const tellingNext = telling(context, next);
  channel.start.runStores(context, () => {
    let result;
    try {
      result = call(tellingNext);
    } catch (error) {
      tellingNext(error);
      noteFailure(context, error, true);
      channel.end.publish(context);
      return;
    }
    if (!result || typeof result.then !== 'function') {
      context.result = result;
      channel.end.publish(context);
      return;
    }
    if (!(result instanceof Promise)) {
      deprecateRouter(`${kind} that are Promise-like are deprecated, use a native Promise instead`);
    }
    publishOngoing(context);
    awaitResult(context, result, tellingNext);
  });
}

/** Calls a layer's request handler under a trace. */
function traceRequest(layer, req, res, next) {
  const handler = layer.handle;
  const context = { req, res, layer, handler, route: req[MATCHED] };
  trace(context, next, (tellingNext) => handler(req, res, tellingNext), 'handlers');
}

/** Calls a layer's error handler under a trace. */
function traceError(layer, error, req, res, next) {
  const handler = layer.handle;
  const context = { req, res, incomingError: error, layer, handler, route: req[MATCHED], errorHandler: true };
  trace(context, next, (tellingNext) => handler(error, req, res, tellingNext), 'handlers');
}

/** Calls a parameter's callback under a trace. */
function traceParam(handler, layer, req, res, next, value, param) {
  const context = { req, res, layer, handler, route: req[MATCHED], param };
  trace(context, next, (tellingNext) => handler(req, res, tellingNext, value, param), 'parameters');
}

module.exports = { MATCHED, noteError, traceError, traceParam, traceRequest, tracing };
