'use strict';

/** `PerformanceObserver`, and what it hears of requests. */

const { codes } = require('../errors/errors.js');
const { validateFunction, validateObject } = require('../errors/validators.js');
const { shown } = require('../inspect/shown.js');
const { expose } = require('../web/idl.js');
const { SECRET, detailed, kept, now, observers, select, tell } = require('./entries.js');

const kInspect = Symbol.for('nodejs.util.inspect.custom');
const TYPES = Object.freeze(['function', 'http', 'mark', 'measure', 'resource']);

class PerformanceObserverEntryList {
  #list;

  constructor(secret = undefined, list = undefined) {
    if (secret !== SECRET) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    this.#list = select(list);
  }

  getEntries() { return this.#list.slice(); }

  getEntriesByType(type) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('type');
    return select(this.#list, undefined, `${type}`);
  }

  getEntriesByName(name, type = undefined) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('name');
    return select(this.#list, `${name}`, type);
  }

  [kInspect](depth, options) {
    return shown(this, 'PerformanceObserverEntryList', this.#list, depth, options);
  }
}
expose(PerformanceObserverEntryList, ['getEntries', 'getEntriesByType', 'getEntriesByName']);

/** Requests in both directions, told through diagnostics_channel, which is listened to as long as somebody observes them. */
const requests = {
  watched: 0,
  started: new WeakMap(),
  subscriptions: null,

  watch(change) {
    this.watched += change;
    if ((this.watched > 0) === (this.subscriptions !== null)) return;
    const { subscribe, unsubscribe } = require('../diagnostics-channel/diagnostics-channel.js');
    const all = this.subscriptions ?? this.channels();
    for (const [name, listener] of Object.entries(all)) (this.subscriptions === null ? subscribe : unsubscribe)(name, listener);
    this.subscriptions = this.subscriptions === null ? all : null;
  },

  channels() {
    const begin = ({ request }) => this.started.set(request, now());
    const end = (name) => ({ request, response }) => {
      const start = this.started.get(request);
      if (start === undefined) return;
      this.started.delete(request);
      const req = name === 'HttpClient'
        ? { method: request.method, url: `${request.protocol}//${request.host}${request.path}`, headers: request.getHeaders() }
        : { method: request.method, url: request.url, headers: request.headers };
      const headers = typeof response.getHeaders === 'function' ? response.getHeaders() : response.headers;
      const res = { statusCode: response.statusCode, statusMessage: response.statusMessage, headers };
      tell(detailed(name, 'http', start, now() - start, { req, res }));
    };
    return {
      'http.server.request.start': begin, 'http.server.response.finish': end('HttpRequest'),
      'http.client.request.start': begin, 'http.client.response.finish': end('HttpClient'),
    };
  },
};

class PerformanceObserver {
  #callback;
  #types = [];
  #mode = null;
  #buffer = [];
  #pending = false;
  #offer = (entry) => this.#take(entry);

  static get supportedEntryTypes() { return TYPES; }

  constructor(callback) {
    validateFunction(callback, 'callback');
    this.#callback = callback;
  }

  observe(options = {}) {
    validateObject(options, 'options');
    const { entryTypes, type, buffered } = { ...options };
    if (entryTypes === undefined && type === undefined) throw new codes.ERR_MISSING_ARGS('options.entryTypes', 'options.type');
    if (entryTypes != null && type != null) {
      throw new codes.ERR_INVALID_ARG_VALUE('options.entryTypes', entryTypes, 'options.entryTypes can not set with options.type together');
    }
    const mode = entryTypes == null ? 'single' : 'multiple';
    if (this.#mode !== null && this.#mode !== mode) {
      throw new DOMException(`PerformanceObserver can not change to ${mode} observations`, 'InvalidModificationError');
    }
    if (entryTypes != null && !(Array.isArray(entryTypes) && entryTypes.every((name) => typeof name === 'string'))) {
      throw new codes.ERR_INVALID_ARG_TYPE('options.entryTypes', 'string[]', entryTypes);
    }
    this.#mode = mode;
    const wanted = (entryTypes ?? [type]).filter((name) => TYPES.includes(name));
    if (entryTypes != null) {
      this.#watch(this.#types, -1);
      this.#types = [];
    }
    const added = wanted.filter((name) => !this.#types.includes(name));
    if (added.length > 0) {
      this.#types.push(...added);
      this.#watch(added, 1);
      observers.add(this.#offer);
    } else if (this.#types.length === 0) {
      this.disconnect();
      return;
    }
    if (entryTypes == null && buffered) for (const entry of select(kept, undefined, type)) this.#take(entry);
  }

  #watch(types, change) {
    if (types.includes('http')) requests.watch(change);
  }

  #take(entry) {
    if (!this.#types.includes(entry.entryType)) return;
    this.#buffer.push(entry);
    if (this.#pending) return;
    this.#pending = true;
    setImmediate(() => {
      this.#pending = false;
      const list = this.takeRecords();
      if (list.length > 0) this.#callback(new PerformanceObserverEntryList(SECRET, list), this);
    });
  }

  takeRecords() { return this.#buffer.splice(0); }

  disconnect() {
    observers.delete(this.#offer);
    this.#watch(this.#types, -1);
    this.#types = [];
    this.#mode = null;
    this.#buffer.length = 0;
  }

  [kInspect](depth, options) {
    const state = { connected: observers.has(this.#offer), pending: this.#pending, entryTypes: this.#types, buffer: this.#buffer };
    return shown(this, 'PerformanceObserver', state, depth, options);
  }
}
expose(PerformanceObserver, ['observe', 'disconnect', 'takeRecords']);

module.exports = { PerformanceObserver, PerformanceObserverEntryList };
