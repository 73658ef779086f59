'use strict';

// The header methods of OutgoingMessage. Headers stand in three parallel lists, in the order they were set: messages
// have few, and a short scan beats a hash.

const { codes, keys: knownKeys, headerKey, validateHeaderName, validateHeaderValue, isInvalidValue } = require('./common.js');

/** Stands for a head that Java made and sent, until somebody asks for its text. */
const SENT = Symbol('sent');

/** The headers of a message that has none yet. */
const NONE = Object.freeze([]);

/** Values that were found to be valid before: most headers have one of few. */
const good = { __proto__: null };
let goodCount = 0;
const GOOD_LIMIT = 500;
const GOOD_LENGTH = 100;

const INDEX = () => /^(?:0|[1-9]\d{0,8})$/;

function alreadySent(action) {
  return new (codes().ERR_HTTP_HEADERS_SENT)(action);
}

function checkValue(name, value) {
  if (value === undefined) throw new (codes().ERR_HTTP_INVALID_HEADER_VALUE)(value, name);
  if (typeof value === 'string') {
    if (isInvalidValue(value)) throw new (codes().ERR_INVALID_CHAR)('header content', name);
    if (goodCount < GOOD_LIMIT && value.length < GOOD_LENGTH) {
      goodCount++;
      good[value] = true;
    }
  } else if (Array.isArray(value)) {
    for (const item of value) {
      if (isInvalidValue(item)) throw new (codes().ERR_INVALID_CHAR)('header content', name);
    }
  } else {
    validateHeaderValue(name, value);
  }
}

/** A name that is an array index stands before the others, in numeric order, as in an object's own order. */
function putIndex(message, key, name, value) {
  const names = message._keys;
  let at = 0;
  while (at < names.length && INDEX().test(names[at]) && +names[at] < +key) at++;
  names.splice(at, 0, key);
  message._names.splice(at, 0, name);
  message._values.splice(at, 0, value);
}

function put(message, key, name, value) {
  const keys = message._keys;
  if (keys === NONE) {
    message._keys = [key];
    message._names = [name];
    message._values = [value];
    return;
  }
  const { length } = keys;
  let index = 0;
  while (index < length && keys[index] !== key) index++;
  if (index === length) {
    if (key.charCodeAt(0) <= 57 && INDEX().test(key)) {
      putIndex(message, key, name, value);
      return;
    }
    keys[index] = key;
  }
  message._names[index] = name;
  message._values[index] = value;
}

/** The fields that Java has added to a head, for who asks for them afterwards. */
function addLate(message) {
  message._late = false;
  const parts = message._exchange.sentFields().split('\n');
  for (let i = 0; i + 1 < parts.length; i += 2) put(message, parts[i].toLowerCase(), parts[i], parts[i + 1]);
}

function indexOf(message, name) {
  if (typeof name !== 'string') throw new (codes().ERR_INVALID_ARG_TYPE)('name', 'string', name);
  if (message._late) addLate(message);
  return message._keys.indexOf(knownKeys[name] ?? name.toLowerCase());
}

const methods = {
  setHeader(name, value) {
    if (this._head) throw alreadySent('set');
    let key = typeof name === 'string' ? knownKeys[name] : undefined;
    if (key === undefined) key = headerKey(name);
    if (typeof value !== 'number' && (typeof value !== 'string' || good[value] !== true)) checkValue(name, value);
    if (this._keys === NONE) {
      this._keys = [key];
      this._names = [name];
      this._values = [value];
    } else {
      put(this, key, name, value);
    }
    return this;
  },

  setHeaders(headers) {
    if (this._head) throw alreadySent('set');
    if (!headers || Array.isArray(headers) || typeof headers.keys !== 'function' || typeof headers.get !== 'function') {
      throw new (codes().ERR_INVALID_ARG_TYPE)('headers', ['Headers', 'Map'], headers);
    }
    const cookies = [];
    for (const [name, value] of headers) {
      if (name === 'set-cookie') {
        if (Array.isArray(value)) cookies.push(...value);
        else cookies.push(value);
      } else {
        this.setHeader(name, value);
      }
    }
    if (cookies.length > 0) this.setHeader('set-cookie', cookies);
    return this;
  },

  appendHeader(name, value) {
    if (this._head) throw alreadySent('append');
    const key = headerKey(name);
    checkValue(name, value);
    const index = this._keys.indexOf(key);
    if (index < 0) {
      put(this, key, name, value);
    } else {
      this._values[index] = [].concat(this._values[index], value);
    }
    return this;
  },

  getHeader(name) {
    if (typeof name !== 'string') throw new (codes().ERR_INVALID_ARG_TYPE)('name', 'string', name);
    if (this._late) addLate(this);
    const keys = this._keys;
    if (keys === NONE) return undefined;
    const key = knownKeys[name] ?? name.toLowerCase();
    for (let i = 0; i < keys.length; i++) {
      if (keys[i] === key) return this._values[i];
    }
    return undefined;
  },

  hasHeader(name) {
    return indexOf(this, name) >= 0;
  },

  removeHeader(name) {
    if (typeof name !== 'string') throw new (codes().ERR_INVALID_ARG_TYPE)('name', 'string', name);
    if (this._head) throw alreadySent('remove');
    const key = name.toLowerCase();
    if (key === 'connection') this._removedConnection = true;
    else if (key === 'content-length') this._removedContLen = true;
    else if (key === 'transfer-encoding') this._removedTE = true;
    else if (key === 'date') this.sendDate = false;
    if (this._removedConnection || this._removedContLen || this._removedTE) this._special = true;
    const index = this._keys.indexOf(key);
    if (index >= 0) {
      this._hadHeaders = true;
      this._keys.splice(index, 1);
      this._names.splice(index, 1);
      this._values.splice(index, 1);
    }
  },

  getHeaderNames() {
    if (this._late) addLate(this);
    return this._keys.slice();
  },

  getRawHeaderNames() {
    if (this._late) addLate(this);
    return this._names.slice();
  },

  getHeaders() {
    if (this._late) addLate(this);
    const headers = Object.create(null);
    for (let i = 0; i < this._keys.length; i++) headers[this._keys[i]] = this._values[i];
    return headers;
  },

  addTrailers(headers) {
    this._trailer = '';
    const pairs = Array.isArray(headers)
      ? Array.isArray(headers[0]) ? headers : headers.flatMap((value, i) => (i % 2 === 0 ? [[value, headers[i + 1]]] : []))
      : Object.entries(headers);
    for (const [name, value] of pairs) {
      validateHeaderName(name, 'Trailer name');
      for (const item of Array.isArray(value) ? value : [value]) {
        if (isInvalidValue(item)) throw new (codes().ERR_INVALID_CHAR)('trailer content', name);
        this._trailer += `${name}: ${item}\r\n`;
      }
    }
  },
};

let warned = false;

/** Warns once about what programs of Node 6 wrote. */
function deprecated(name) {
  if (warned || process.noDeprecation) return;
  warned = true;
  process.emitWarning(`OutgoingMessage.prototype.${name} is deprecated`, 'DeprecationWarning', 'DEP0066');
}

/** Gives a prototype the header methods, as non-enumerable as class methods are not: Node's are enumerable. */
function install(prototype) {
  Object.assign(prototype, methods);
  Object.defineProperty(prototype, '_headers', {
    configurable: true,
    get() {
      deprecated('_headers');
      return this.getHeaders();
    },
    set(value) {
      deprecated('_headers');
      this._keys = NONE;
      for (const header of Object.keys(value || {})) this.setHeader(header, value[header]);
    },
  });
  Object.defineProperty(prototype, '_headerNames', {
    configurable: true,
    get() {
      deprecated('_headerNames');
      const names = Object.create(null);
      this._keys.forEach((key, i) => {
        names[key] = this._names[i];
      });
      return names;
    },
    set() {
      deprecated('_headerNames');
    },
  });
}

module.exports = { NONE, SENT, install, put, alreadySent };
