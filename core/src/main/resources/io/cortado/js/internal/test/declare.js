'use strict';

// How tests, suites and hooks are declared in a unit.

const { validateFunction, validateObject, validateInteger } = require('../errors/validators.js');

/** Assertions that the app has added to those of `t.assert`. */
const ownAssertions = new Map();
const PLACE = /^ {4}at .*?\(?((?:file:\/\/)?\/[^()]*):(\d+):(\d+)\)?$/m;

/** Where a test was declared: the innermost frame of the app's, for ours are not shown. */
function placeOf() {
  const found = PLACE.exec(String(new Error().stack));
  return found === null
    ? { file: process.argv[1] ?? '', line: 1, column: 1 }
    : { file: found[1].replace(/^file:\/\//, ''), line: Number(found[2]), column: Number(found[3]) };
}

/** Name, options and function in any of the ways they may be given. */
function read([name, settings, fn], overrides) {
  if (typeof name === 'function') [name, settings, fn] = [undefined, {}, name];
  else if (name !== null && typeof name === 'object') [name, settings, fn] = [undefined, name, settings];
  else if (typeof settings === 'function') [settings, fn] = [{}, settings];
  if (settings === null || settings === undefined || typeof settings !== 'object') settings = {};
  const all = { ...settings, ...overrides };
  fn = typeof fn === 'function' ? fn : all.fn;
  name = name ?? all.name ?? (fn?.name || '<anonymous>');
  if (all.timeout !== undefined && all.timeout !== null && typeof all.timeout !== 'number') {
    const { ERR_INVALID_ARG_TYPE } = require('../errors/errors.js').codes;
    throw new ERR_INVALID_ARG_TYPE('options.timeout', 'number', all.timeout);
  }
  if (all.plan !== undefined) validateInteger(all.plan, 'options.plan', 0);
  return [String(name), all, fn];
}

/** Declares a test or a suite in a unit; the promise of its end. */
function declare(parent, kind, given, overrides) {
  const [name, settings, fn] = read(given, overrides);
  const unit = parent.add(kind, name, settings, fn ?? (() => {}), placeOf());
  return unit.done.promise;
}

/** A hook of a unit. */
function hook(unit, kind, fn, settings = {}) {
  validateFunction(fn, 'fn');
  validateObject(settings, 'options');
  unit.hooks[kind].push({ fn, timeout: settings.timeout });
}

module.exports = { declare, hook, ownAssertions };
