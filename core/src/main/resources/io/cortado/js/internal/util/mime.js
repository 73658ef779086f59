'use strict';

/** `util.MIMEType` and `MIMEParams`. */

const { codes, define } = require('../errors/errors.js');

define('ERR_INVALID_MIME_SYNTAX', (production, string, index) =>
  `The MIME syntax for a ${production} in ${JSON.stringify(string)} is invalid${index !== -1 ? ` at ${index}` : ''}`, TypeError);

const token = /^[!#$%&'*+\-.^_`|~A-Za-z0-9]+$/;
const notToken = /[^!#$%&'*+\-.^_`|~A-Za-z0-9]/;
const notQuoted = /[^\t\u{20}-~\u{80}-\u{ff}]/u;

function part(kind, string) {
  const bad = notToken.exec(string);
  if (string.length === 0 || bad !== null) {
    throw new codes.ERR_INVALID_MIME_SYNTAX(kind, string, bad === null ? -1 : bad.index);
  }
  return string.toLowerCase();
}

class MIMEParams {
  #map = new Map();

  delete(name) { this.#map.delete(`${name}`); }

  get(name) { return this.#map.has(`${name}`) ? this.#map.get(`${name}`) : null; }

  has(name) { return this.#map.has(`${name}`); }

  set(name, value) {
    const key = `${name}`;
    const text = `${value}`;
    if (!token.test(key)) throw new codes.ERR_INVALID_MIME_SYNTAX('parameter name', key, notToken.exec(key)?.index ?? -1);
    const bad = notQuoted.exec(text);
    if (bad !== null) throw new codes.ERR_INVALID_MIME_SYNTAX('parameter value', text, bad.index);
    this.#map.set(key, text);
  }

  entries() { return this.#map.entries(); }

  keys() { return this.#map.keys(); }

  values() { return this.#map.values(); }

  toString() {
    return [...this.#map].map(([key, value]) =>
      `${key}=${token.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`}`).join(';');
  }

  toJSON() { return this.toString(); }

  [Symbol.iterator]() { return this.#map.entries(); }
}

/** Reads `;name=value` pairs; what is malformed is passed over, as the standard says. */
function readParams(text) {
  const params = new MIMEParams();
  const pattern = /;[\t\n\r ]*([^;=]*)(?:=(?:"((?:[^"\\]|\\.)*)"?[^;]*|([^;]*)))?/g;
  for (const [, name, quoted, plain] of text.matchAll(pattern)) {
    const key = name.trim().toLowerCase();
    const value = quoted === undefined ? plain?.trim() : quoted.replace(/\\(.)/g, '$1');
    if (!token.test(key) || value === undefined || (quoted === undefined && value === '')) continue;
    if (!notQuoted.test(value) && !params.has(key)) params.set(key, value);
  }
  return params;
}

class MIMEType {
  #type;
  #subtype;
  #params;

  constructor(input) {
    const text = `${input}`.trim();
    const slash = text.indexOf('/');
    if (slash === -1) throw new codes.ERR_INVALID_MIME_SYNTAX('type', text, -1);
    const end = text.indexOf(';');
    this.#type = part('type', text.slice(0, slash));
    this.#subtype = part('subtype', (end === -1 ? text.slice(slash + 1) : text.slice(slash + 1, end)).trimEnd());
    this.#params = end === -1 ? new MIMEParams() : readParams(text.slice(end));
  }

  get type() { return this.#type; }

  set type(value) { this.#type = part('type', `${value}`); }

  get subtype() { return this.#subtype; }

  set subtype(value) { this.#subtype = part('subtype', `${value}`); }

  get essence() { return `${this.#type}/${this.#subtype}`; }

  get params() { return this.#params; }

  toString() {
    const params = this.#params.toString();
    return params ? `${this.essence};${params}` : this.essence;
  }

  toJSON() { return this.toString(); }
}

module.exports = { MIMEType, MIMEParams };
