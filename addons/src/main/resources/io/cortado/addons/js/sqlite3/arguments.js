'use strict';

const { AsyncResource } = require('async_hooks');

/** A callback in the context of whoever gave it. */
function bound(callback) {
  return callback === undefined ? undefined : AsyncResource.bind(callback);
}

/** The function in a place of arguments, or undefined. */
function optionalFunction(args, place) {
  if (args.length <= place || args[place] === undefined) return undefined;
  if (typeof args[place] !== 'function') throw new TypeError(`Argument ${place} must be a function`);
  return bound(args[place]);
}

/** The string in a place of arguments. */
function requiredString(args, place) {
  if (typeof args[place] !== 'string') throw new TypeError(`Argument ${place} must be a string`);
  const nul = args[place].indexOf('\0');
  return nul < 0 ? args[place] : args[place].slice(0, nul);
}

/** Takes a function from the end of arguments. */
function popFunction(args) {
  return typeof args[args.length - 1] === 'function' ? bound(args.pop()) : undefined;
}

/** Gives a class the methods of events, as properties of its prototype that can be enumerated. */
function withEvents(target) {
  const { EventEmitter } = require('events');
  for (const name in EventEmitter.prototype) target.prototype[name] = EventEmitter.prototype[name];
}

module.exports = { bound, optionalFunction, requiredString, popFunction, withEvents };
