'use strict';

/** The global `URL`, over the parser's record. */

const { codes } = require('../errors/errors.js');
const parser = require('./parser.js');
const { parseHost } = require('./host.js');

const kInspect = Symbol.for('nodejs.util.inspect.custom');

let params;
function searchParams() {
  params ??= require('./search-params.js');
  return params;
}

const cannotHaveCredentials = (url) => url.host === null || url.host === '' || url.protocol === 'file:';

function recordOf(input, base) {
  const text = `${input}`.toWellFormed();
  const baseText = base === undefined ? undefined : `${base}`.toWellFormed();
  const baseRecord = baseText === undefined ? undefined : parser.parse(baseText);
  const record = baseRecord === null ? null : parser.parse(text, baseRecord);
  if (record === null) throw new codes.ERR_INVALID_URL(text, baseText);
  return record;
}

class URL {
  #url;
  #params = null;
  #href = null;

  constructor(input, base = undefined) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('url');
    this.#url = recordOf(input, base);
  }

  static canParse(input, base = undefined) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('url');
    return URL.parse(input, base) !== null;
  }

  static parse(input, base = undefined) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('url');
    let baseRecord;
    if (base !== undefined) {
      baseRecord = parser.parse(`${base}`.toWellFormed());
      if (baseRecord === null) return null;
    }
    const record = parser.parse(`${input}`.toWellFormed(), baseRecord);
    return record === null ? null : new URL(parser.serialize(record));
  }

  static createObjectURL(blob) {
    return require('../buffer/blob.js').createObjectURL(blob);
  }

  static revokeObjectURL(id) {
    require('../buffer/blob.js').revokeObjectURL(id);
  }

  #refresh() {
    this.#href = null;
  }

  #sync() {
    this.#href = null;
    if (this.#params !== null) searchParams().reset(this.#params, this.#url.query);
  }

  get href() {
    this.#href ??= parser.serialize(this.#url);
    return this.#href;
  }

  set href(value) {
    const record = parser.parse(`${value}`.toWellFormed());
    if (record === null) throw new codes.ERR_INVALID_URL(`${value}`);
    this.#url = record;
    this.#sync();
  }

  get origin() {
    const url = this.#url;
    if (url.protocol === 'blob:') {
      const inner = parser.parse(parser.pathname(url));
      if (inner !== null && /^https?:$/.test(inner.protocol)) return new URL(parser.serialize(inner)).origin;
      return 'null';
    }
    if (!parser.isSpecial(url) || url.protocol === 'file:') return 'null';
    return `${url.protocol}//${this.host}`;
  }

  get protocol() {
    return this.#url.protocol;
  }

  set protocol(value) {
    const match = /^([a-zA-Z][a-zA-Z0-9+.-]*)(:|$)/.exec(`${value}`);
    if (match === null) return;
    const next = `${match[1].toLowerCase()}:`;
    const url = this.#url;
    if ((parser.specialPorts[next] !== undefined) !== parser.isSpecial(url)) return;
    if (next === 'file:' && (url.username !== '' || url.password !== '' || url.port !== '')) return;
    if (url.protocol === 'file:' && url.host === '') return;
    url.protocol = next;
    if (url.port === parser.specialPorts[next]) url.port = '';
    this.#refresh();
  }

  get username() {
    return this.#url.username;
  }

  set username(value) {
    if (cannotHaveCredentials(this.#url)) return;
    this.#url.username = parser.encode(`${value}`.toWellFormed(), parser.sets.userinfoSet);
    this.#refresh();
  }

  get password() {
    return this.#url.password;
  }

  set password(value) {
    if (cannotHaveCredentials(this.#url)) return;
    this.#url.password = parser.encode(`${value}`.toWellFormed(), parser.sets.userinfoSet);
    this.#refresh();
  }

  get host() {
    const { host, port } = this.#url;
    if (host === null) return '';
    return port === '' ? host : `${host}:${port}`;
  }

  set host(value) {
    this.#setHost(`${value}`.toWellFormed(), true);
  }

  get hostname() {
    return this.#url.host ?? '';
  }

  set hostname(value) {
    this.#setHost(`${value}`.toWellFormed(), false);
  }

  #setHost(value, withPort) {
    const url = this.#url;
    if (url.opaque !== null) return;
    const special = parser.isSpecial(url);
    let text = value.replace(/[\t\n\r]/g, '').split(special ? /[/\\?#]/ : /[/?#]/)[0];
    const port = /:([0-9]*)[^\]]*$/.exec(text);
    if (port !== null) {
      if (!withPort || (port.index === 0 && special)) return;
      text = text.slice(0, port.index);
    }
    if (text === '' && (special && url.protocol !== 'file:' || url.username !== '' || url.port !== '')) return;
    if (text.includes('@')) return;
    const host = text === '' ? '' : parseHost(text, special);
    if (host === null) return;
    url.host = url.protocol === 'file:' && host === 'localhost' ? '' : host;
    if (port !== null && port[1] !== '' && url.protocol !== 'file:') parser.takePort(url, port[1]);
    this.#refresh();
  }

  get port() {
    return this.#url.port;
  }

  set port(value) {
    if (cannotHaveCredentials(this.#url)) return;
    const text = `${value}`.replace(/[\t\n\r]/g, '');
    if (text === '') this.#url.port = '';
    else {
      const digits = /^[0-9]+/.exec(text);
      if (digits !== null) parser.takePort(this.#url, digits[0]);
    }
    this.#refresh();
  }

  get pathname() {
    return parser.pathname(this.#url);
  }

  set pathname(value) {
    const url = this.#url;
    if (url.opaque !== null) return;
    url.path = [];
    let text = `${value}`.toWellFormed().replace(/[\t\n\r]/g, '').replace(/[?#]/g, (c) => (c === '?' ? '%3F' : '%23'));
    if (text[0] === '/' || (parser.isSpecial(url) && text[0] === '\\')) text = text.slice(1);
    else if (text === '' && !parser.isSpecial(url)) {
      this.#refresh();
      return;
    }
    parser.takePath(url, text);
    this.#refresh();
  }

  get search() {
    const { query } = this.#url;
    return query === null || query === '' ? '' : `?${query}`;
  }

  set search(value) {
    const text = `${value}`.toWellFormed().replace(/[\t\n\r]/g, '');
    const url = this.#url;
    if (text === '') {
      url.query = null;
    } else {
      url.query = parser.encode(text[0] === '?' ? text.slice(1) : text,
        parser.isSpecial(url) ? parser.sets.specialQuerySet : parser.sets.querySet);
    }
    this.#sync();
  }

  get searchParams() {
    if (this.#params === null) {
      const { URLSearchParams, bind, reset } = searchParams();
      this.#params = new URLSearchParams();
      reset(this.#params, this.#url.query);
      bind(this.#params, (query) => {
        this.#url.query = query === '' ? null : query;
        this.#refresh();
      });
    }
    return this.#params;
  }

  get hash() {
    const { fragment } = this.#url;
    return fragment === null || fragment === '' ? '' : `#${fragment}`;
  }

  set hash(value) {
    const text = `${value}`.toWellFormed().replace(/[\t\n\r]/g, '');
    this.#url.fragment = text === '' ? null
      : parser.encode(text[0] === '#' ? text.slice(1) : text, parser.sets.fragmentSet);
    this.#refresh();
  }

  toString() {
    return this.href;
  }

  toJSON() {
    return this.href;
  }

  [kInspect](depth, options) {
    if (typeof depth === 'number' && depth < 0) return this;
    const shown = Object.create({ constructor: this.constructor === URL || !this.constructor ? URL : this.constructor });
    for (const key of ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname',
      'search', 'searchParams', 'hash']) {
      shown[key] = this[key];
    }
    return `${shown.constructor.name} ${require('../inspect/inspect.js').inspect(shown, { ...options, customInspect: true })
      .replace(/^[^{]*/, '')}`;
  }
}

for (const key of ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search',
  'searchParams', 'hash', 'toString', 'toJSON']) {
  Object.defineProperty(URL.prototype, key, { enumerable: true });
}
for (const key of ['canParse', 'parse', 'createObjectURL', 'revokeObjectURL']) {
  Object.defineProperty(URL, key, { enumerable: true });
}
Object.defineProperty(URL.prototype, Symbol.toStringTag, { configurable: true, value: 'URL' });

module.exports = { URL };
