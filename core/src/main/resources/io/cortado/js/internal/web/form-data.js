'use strict';

/** `FormData`, and its way to and from multipart bodies. */

const { codes } = require('../errors/errors.js');
const { Blob, File, bytesOf } = require('../buffer/blob.js');

const kInspect = Symbol.for('nodejs.util.inspect.custom');

function need(args, count, method) {
  if (args.length < count) {
    throw new TypeError(`FormData.${method}: ${count} argument${count > 1 ? 's' : ''} required, but `
      + `${args.length ? `only ${args.length}` : 'none'} found.`);
  }
}

class FormData {
  #list = [];

  constructor(form = undefined) {
    if (form !== undefined) {
      throw new TypeError('FormData constructor: Argument 1 could not be converted to: undefined.');
    }
  }

  static #entry(name, value, filename, given) {
    const key = `${name}`.toWellFormed();
    if (!(value instanceof Blob)) {
      if (given) throw new codes.ERR_INVALID_ARG_TYPE('value', 'Blob', value);
      return [key, `${value}`.toWellFormed()];
    }
    const isFile = value instanceof File;
    if (isFile && !given) return [key, value];
    return [key, new File([value], given ? `${filename}` : 'blob',
      { type: value.type, lastModified: isFile ? value.lastModified : undefined })];
  }

  append(name, value, filename = undefined) {
    need(arguments, 2, 'append');
    this.#list.push(FormData.#entry(name, value, filename, arguments.length > 2));
  }

  delete(name) {
    need(arguments, 1, 'delete');
    this.#list = this.#list.filter(([key]) => key !== `${name}`);
  }

  get(name) {
    need(arguments, 1, 'get');
    return this.#list.find(([key]) => key === `${name}`)?.[1] ?? null;
  }

  getAll(name) {
    need(arguments, 1, 'getAll');
    return this.#list.filter(([key]) => key === `${name}`).map(([, value]) => value);
  }

  has(name) {
    need(arguments, 1, 'has');
    return this.#list.some(([key]) => key === `${name}`);
  }

  set(name, value, filename = undefined) {
    need(arguments, 2, 'set');
    const entry = FormData.#entry(name, value, filename, arguments.length > 2);
    const at = this.#list.findIndex(([key]) => key === entry[0]);
    if (at === -1) {
      this.#list.push(entry);
    } else {
      this.#list[at] = entry;
      this.#list = this.#list.filter(([key], i) => i <= at || key !== entry[0]);
    }
  }

  * entries() {
    for (const [key, value] of this.#list) yield [key, value];
  }

  * keys() {
    for (const [key] of this.#list) yield key;
  }

  * values() {
    for (const [, value] of this.#list) yield value;
  }

  forEach(callback, thisArg = undefined) {
    require('../errors/validators.js').validateFunction(callback, 'callback');
    for (const [key, value] of this.#list) callback.call(thisArg, value, key, this);
  }

  [kInspect](depth, options) {
    const shown = {};
    for (const [key, value] of this.#list) {
      if (!(key in shown)) shown[key] = value;
      else if (Array.isArray(shown[key])) shown[key].push(value);
      else shown[key] = [shown[key], value];
    }
    return `FormData ${require('../inspect/inspect.js').inspect(shown, { ...options, depth: options.depth ?? depth })}`;
  }
}
require('./idl.js').expose(FormData);
Object.defineProperty(FormData.prototype, Symbol.iterator, {
  value: FormData.prototype.entries, writable: true, configurable: true,
});

const escaped = (text) => text.replace(/\n/g, '%0A').replace(/\r/g, '%0D').replace(/"/g, '%22');

/** `{ body, type }`: the multipart bytes of a form and their content type. */
function encode(form) {
  const boundary = `----formdata-cortado-0${Math.floor(Math.random() * 1e11)}`.padEnd(34, '0');
  const parts = [];
  for (const [name, value] of form) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name.replace(/\r?\n|\r/g, '\r\n'))}"`;
    if (typeof value === 'string') {
      parts.push(Buffer.from(`${head}\r\n\r\n${value.replace(/\r?\n|\r/g, '\r\n')}\r\n`));
    } else {
      parts.push(Buffer.from(`${head}${value.name ? `; filename="${escaped(value.name)}"` : ''}\r\nContent-Type: `
        + `${value.type || 'application/octet-stream'}\r\n\r\n`), bytesOf(value), Buffer.from('\r\n'));
    }
  }
  parts.push(Buffer.from(`--${boundary}--\r\n`));
  return { body: Buffer.concat(parts), type: `multipart/form-data; boundary=${boundary}` };
}

/** The form in a body of the given content type; throws TypeError when it is neither kind of form. */
function decode(body, contentType) {
  const form = new FormData();
  if (/^application\/x-www-form-urlencoded\b/i.test(contentType)) {
    for (const [key, value] of new URLSearchParams(body.toString())) form.append(key, value);
    return form;
  }
  const boundary = /^multipart\/form-data\b.*?;\s*boundary=(?:"([^"]+)"|([^;]+))/i.exec(contentType);
  if (boundary === null) {
    throw new TypeError('Content-Type was not one of "multipart/form-data" or "application/x-www-form-urlencoded".');
  }
  const mark = Buffer.from(`--${boundary[1] ?? boundary[2].trim()}`);
  let at = body.indexOf(mark);
  while (at !== -1) {
    const start = at + mark.length;
    if (body.toString('latin1', start, start + 2) === '--') return form;
    const next = body.indexOf(mark, start);
    if (next === -1) break;
    const split = body.indexOf('\r\n\r\n', start);
    const head = body.toString('utf8', start, split);
    const content = body.subarray(split + 4, next - 2);
    const name = /\bname="([^"]*)"/i.exec(head)?.[1];
    const filename = /\bfilename="([^"]*)"/i.exec(head)?.[1];
    if (name === undefined) break;
    if (filename === undefined) {
      form.append(name, content.toString());
    } else {
      const type = /^content-type:\s*(.+)$/im.exec(head)?.[1].trim() ?? 'text/plain';
      form.append(name, new File([content], filename, { type }));
    }
    at = next;
  }
  throw new TypeError('Failed to parse body as FormData.');
}

module.exports = { FormData, encode, decode };
