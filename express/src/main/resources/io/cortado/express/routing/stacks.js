'use strict';

// Routers of both majors, and their stack: an array that user code may change in any way. What it changes is noticed, so that the
// index over the stack is made anew.

const { METHODS } = require('node:http');
const LayerIndex = require('./layer-index');

/** A router's layers, their index, and the view of them that user code gets. */
class Stack {
  /** @param {(layer) => object[]|null} patternsOf the same array as long as the layer's paths are the same */
  constructor(patternsOf) {
    this.patternsOf = patternsOf;
    this.layers = [];
    this.patterns = null;
    this.current = null;
    /** Whether user code has had a chance to change the layers under the index. */
    this.touched = false;
    this.view = null;
  }

  push(layer) {
    this.layers.push(layer);
    this.current = null;
  }

  /** The index over the layers as they are now. */
  index() {
    if (this.touched) {
      // Who has read a layer may have given it another path.
      this.touched = false;
      if (this.current !== null && !this.isCurrent()) this.current = null;
    }
    if (this.current === null) {
      this.patterns = this.layers.map(this.patternsOf);
      this.current = new LayerIndex(this.layers, this.patterns);
    }
    return this.current;
  }

  isCurrent() {
    const { layers, patterns } = this;
    return layers.length === patterns.length && layers.every((layer, i) => this.patternsOf(layer) === patterns[i]);
  }

  exposed() {
    if (this.view === null) {
      const changing = (method) => (...args) => {
        this.current = null;
        return Reflect[method](...args);
      };
      this.view = new Proxy(this.layers, {
        get: (layers, key, receiver) => {
          this.touched = true;
          return Reflect.get(layers, key, receiver);
        },
        set: changing('set'),
        defineProperty: changing('defineProperty'),
        deleteProperty: changing('deleteProperty')
      });
    }
    return this.view;
  }

  replace(layers) {
    if (layers === this.view) return;
    this.layers = layers;
    this.view = null;
    this.current = null;
  }
}

/** Gives a router its `stack`, with the Stack behind it in `_layers`. */
function installStack(router, patternsOf) {
  const stack = new Stack(patternsOf);
  Object.defineProperty(router, 'stack', {
    configurable: true,
    enumerable: true,
    get: () => stack.exposed(),
    set: (layers) => stack.replace(layers)
  });
  Object.defineProperty(router, '_layers', { value: stack });
}

/**
 * A router: a function that runs its stack.
 * @param {object} proto what it inherits
 * @param {object} properties of its own
 */
function createRouter(proto, properties, patternsOf) {
  const router = Object.setPrototypeOf(function router(req, res, next) {
    router.handle(req, res, next);
  }, proto);
  installStack(Object.assign(router, properties), patternsOf);
  return router;
}

/**
 * Adds middleware to a router.
 * @param {Function} Layer of the Express major
 * @param {Function} refusal says what is wrong with a handler that is no function
 */
function addMiddleware(router, Layer, path, handlers, refusal, debug) {
  for (const handler of handlers) {
    if (typeof handler !== 'function') throw new TypeError(refusal(handler));
    if (debug) debug('use %o %s', path, handler.name || '<anonymous>');
    addLayer(router, new Layer(path, { sensitive: router.caseSensitive, strict: false, end: false }, handler), undefined);
  }
  return router;
}

/** Adds a route to a router, which `dispatch` runs. */
function addRoute(router, Layer, route, dispatch) {
  const layer = new Layer(route.path, { sensitive: router.caseSensitive, strict: router.strict, end: true }, dispatch);
  addLayer(router, layer, route);
  Object.defineProperty(layer, '_dispatch', { value: dispatch });
  return route;
}

function addLayer(router, layer, route) {
  layer.route = route;
  router._layers.push(layer);
}

/** The methods of routers that add a route for a method of HTTP, or for all. */
function routeMethods() {
  const adder = (method) => function (path, ...handlers) {
    this.route(path)[method](...handlers);
    return this;
  };
  return Object.fromEntries([...METHODS.map((name) => name.toLowerCase()), 'all'].map((method) => [method, adder(method)]));
}

module.exports = { addMiddleware, addRoute, createRouter, routeMethods };
