'use strict';

/** `Blob`, `File` and the URLs of blobs. */

const { codes } = require('../errors/errors.js');
const { kClone, revivers } = require('../util/cloneable.js');

/** The options for what stands inside. */
const deeper = (options) => ({ ...options, depth: options.depth == null ? null : options.depth - 1 });
const kInspect = Symbol.for('nodejs.util.inspect.custom');
let bytesOf;

function partBytes(part, endings) {
  if (part instanceof Blob) return bytesOf(part);
  if (part instanceof ArrayBuffer || (typeof SharedArrayBuffer === 'function' && part instanceof SharedArrayBuffer)) {
    return new Uint8Array(part.slice(0));
  }
  if (ArrayBuffer.isView(part)) return new Uint8Array(part.buffer, part.byteOffset, part.byteLength).slice();
  const text = `${part}`;
  return Buffer.from(endings === 'native' ? text.replace(/\r\n|\r/g, '\n') : text);
}

class Blob {
  #bytes;
  #type;

  static {
    bytesOf = (blob) => blob.#bytes;
  }

  constructor(sources = [], options = {}) {
    if (sources === null || typeof sources !== 'object' || typeof sources[Symbol.iterator] !== 'function') {
      throw new codes.ERR_INVALID_ARG_TYPE('sources', 'a sequence', sources);
    }
    require('../errors/validators.js').validateObject(options, 'options', { nullable: true, allowFunction: true });
    const endings = options?.endings ?? 'transparent';
    if (endings !== 'transparent' && endings !== 'native') {
      throw new codes.ERR_INVALID_ARG_VALUE('options.endings', endings);
    }
    this.#bytes = Buffer.concat([...sources].map((part) => partBytes(part, endings)));
    const type = `${options?.type ?? ''}`;
    this.#type = /[^\u{20}-\u{7e}]/u.test(type) ? '' : type.toLowerCase();
  }

  get size() { return this.#bytes.length; }

  get type() { return this.#type; }

  slice(start = 0, end = this.size, type = '') {
    const part = new Blob([], { type });
    part.#bytes = this.#bytes.subarray(start, end);
    return part;
  }

  async arrayBuffer() {
    return new Uint8Array(this.#bytes).buffer;
  }

  async bytes() {
    return new Uint8Array(this.#bytes);
  }

  async text() {
    return new TextDecoder().decode(this.#bytes);
  }

  stream() {
    const bytes = this.#bytes;
    let at = 0;
    return new ReadableStream({
      type: 'bytes',
      pull(controller) {
        if (at >= bytes.length) {
          controller.close();
          controller.byobRequest?.respond(0);
          return;
        }
        controller.enqueue(new Uint8Array(bytes.subarray(at, at + 65536)));
        at += 65536;
      },
    });
  }

  [kClone]() { return { kind: 'Blob', data: [new Uint8Array(this.#bytes), this.#type] }; }

  [kInspect](depth, options) {
    if (depth < 0) return this;
    const { inspect } = require('../inspect/inspect.js');
    return `${this.constructor.name} ${inspect({ size: this.size, type: this.type }, deeper(options))}`;
  }
}
Object.defineProperty(Blob.prototype, Symbol.toStringTag, { configurable: true, value: 'Blob' });
for (const key of ['size', 'type', 'slice', 'stream', 'text', 'arrayBuffer', 'bytes']) {
  Object.defineProperty(Blob.prototype, key, { enumerable: true });
}

class File extends Blob {
  #name;
  #lastModified;

  constructor(bits, name, options = {}) {
    if (arguments.length < 2) throw new codes.ERR_MISSING_ARGS('fileBits', 'fileName');
    super(bits, options);
    this.#name = `${name}`.toWellFormed();
    const modified = options?.lastModified;
    this.#lastModified = modified === undefined ? Date.now() : Math.trunc(+modified) || 0;
  }

  get name() { return this.#name; }

  get lastModified() { return this.#lastModified; }

  [kClone]() {
    return { kind: 'File', data: [new Uint8Array(bytesOf(this)), this.type, this.#name, this.#lastModified] };
  }

  [kInspect](depth, options) {
    if (depth < 0) return this;
    const { size, type, name, lastModified } = this;
    return `File ${require('../inspect/inspect.js').inspect({ size, type, name, lastModified }, deeper(options))}`;
  }
}
Object.defineProperty(File.prototype, Symbol.toStringTag, { configurable: true, value: 'File' });
for (const key of ['name', 'lastModified']) Object.defineProperty(File.prototype, key, { enumerable: true });

const urls = new Map();

function createObjectURL(blob) {
  if (!(blob instanceof Blob)) throw new codes.ERR_INVALID_ARG_TYPE('obj', 'Blob', blob);
  const id = `blob:nodedata:${internalBinding('crypto').uuid()}`;
  urls.set(id, blob);
  return id;
}

function revokeObjectURL(id) {
  urls.delete(`${id}`);
}

function resolveObjectURL(id) {
  return urls.get(`${id}`);
}

const revive = ({ data: [bytes, type] }) => new Blob([bytes], { type });

const reviveFile = ({ data: [bytes, type, name, lastModified] }) => new File([bytes], name, { type, lastModified });

revivers.set('Blob', revive);
revivers.set('File', reviveFile);

module.exports = { Blob, File, createObjectURL, revokeObjectURL, resolveObjectURL, bytesOf };
