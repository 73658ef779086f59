'use strict';

/** Node's `trace_events`: accepted, never recording. */

const { validateArray, validateObject } = require('../internal/errors/validators.js');
const { codes } = require('../internal/errors/errors.js');

class Tracing {
  #enabled = false;
  #categories;

  constructor(categories) {
    this.#categories = categories;
  }

  enable() {
    throw new codes.ERR_TRACE_EVENTS_UNAVAILABLE();
  }

  disable() {
    this.#enabled = false;
  }

  get enabled() { return this.#enabled; }

  get categories() { return this.#categories.join(','); }
}

function createTracing(options) {
  validateObject(options, 'options');
  validateArray(options.categories, 'options.categories');
  return new Tracing(options.categories);
}

module.exports = { createTracing, getEnabledCategories: () => undefined };
