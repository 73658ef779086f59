'use strict';

/** `fetch`, `Request` and `Response`, over `http` and `https`. */

const { Headers } = require('./headers.js');
const { own, exposeStatic } = require('./idl.js');
const { FormData, encode, decode } = require('./form-data.js');
const { Blob, bytesOf } = require('../buffer/blob.js');
const { urlToHttpOptions } = require('../url/url.js');

const kInspect = Symbol.for('nodejs.util.inspect.custom');
const redirects = new Set([301, 302, 303, 307, 308]);
const bodyless = new Set([101, 103, 204, 205, 304]);

/** `{ source, type }` of what was given as a body; a source is bytes or a stream. */
function extract(body) {
  if (body === null || body === undefined) return { source: null, type: null };
  if (typeof body === 'string') return { source: Buffer.from(body), type: 'text/plain;charset=UTF-8' };
  if (body instanceof URLSearchParams) {
    return { source: Buffer.from(body.toString()), type: 'application/x-www-form-urlencoded;charset=UTF-8' };
  }
  if (body instanceof FormData) {
    const { body: source, type } = encode(body);
    return { source, type };
  }
  if (body instanceof Blob) return { source: bytesOf(body), type: body.type || null };
  if (body instanceof ArrayBuffer) return { source: Buffer.from(body.slice(0)), type: null };
  if (ArrayBuffer.isView(body)) {
    return { source: Buffer.from(body.buffer, body.byteOffset, body.byteLength), type: null };
  }
  if (typeof body.getReader === 'function') return { source: body, type: null };
  if (typeof body[Symbol.asyncIterator] === 'function') return { source: ReadableStream.from(body), type: null };
  return { source: Buffer.from(`${body}`), type: 'text/plain;charset=UTF-8' };
}

/** What requests and responses share: headers and a body that can be read once. */
class Body {
  #source;
  #used = false;
  #stream = null;

  constructor(source) {
    this.#source = source;
  }

  get bodyUsed() { return this.#used || (this.#stream !== null && this.#stream._disturbed === true); }

  get body() {
    if (this.#source === null) return null;
    if (this.#stream === null) {
      this.#stream = typeof this.#source.getReader === 'function' ? this.#source : new Blob([this.#source]).stream();
    }
    return this.#stream;
  }

  async #read() {
    if (this.bodyUsed || this.#stream?.locked) throw new TypeError('Body is unusable: Body has already been read');
    if (this.#source === null) return Buffer.alloc(0);
    this.#used = true;
    if (Buffer.isBuffer(this.#source)) return this.#source;
    const chunks = [];
    const reader = this.#source.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (!(part.value instanceof Uint8Array)) throw new TypeError('Received non-Uint8Array chunk');
      chunks.push(part.value);
    }
    return Buffer.concat(chunks);
  }

  /** The body for a clone; a stream is divided between the two. */
  static branch(body) {
    if (body.bodyUsed) throw new TypeError('Response.clone: Body has already been consumed.');
    if (body.#source === null || Buffer.isBuffer(body.#source)) return body.#source;
    const [mine, other] = body.#source.tee();
    body.#source = body.#stream = mine;
    return other;
  }

  /** The body for a request made of another, which is used up by that. */
  static take(body) {
    if (body.bodyUsed || body.#stream?.locked) {
      throw new TypeError('Cannot construct a Request with a Request object that has already been used.');
    }
    if (body.#source !== null) body.#used = true;
    return body.#source;
  }

  static sourceOf(body) { return body.#source; }

  async arrayBuffer() { return new Uint8Array(await this.#read()).buffer; }

  async bytes() { return new Uint8Array(await this.#read()); }

  async blob() { return new Blob([await this.#read()], { type: this.headers.get('content-type') ?? '' }); }

  async text() { return new TextDecoder().decode(await this.#read()); }

  async json() { return JSON.parse(await this.text()); }

  async formData() { return decode(await this.#read(), this.headers.get('content-type') ?? ''); }
}

/** A request has a signal of its own. */
function following(signal) {
  return signal == null ? new AbortController().signal : AbortSignal.any([signal]);
}

class Request extends Body {
  #init;
  #headers;

  constructor(input, init = {}) {
    if (arguments.length === 0) throw new TypeError('Request constructor: 1 argument required, but none found.');
    const from = input instanceof Request ? input : null;
    let url;
    try {
      url = from === null ? new URL(input) : new URL(from.url);
    } catch (cause) {
      throw new TypeError(`Failed to parse URL from ${input}`, { cause });
    }
    if (url.username || url.password) {
      throw new TypeError(`Request cannot be constructed from a URL that includes credentials: ${input}`);
    }
    const given = `${init.method ?? from?.method ?? 'GET'}`;
    const upper = given.toUpperCase();
    const method = /^(GET|HEAD|POST|PUT|DELETE|OPTIONS)$/.test(upper) ? upper : given;
    if (/^(CONNECT|TRACE|TRACK)$/.test(upper)) throw new TypeError(`'${given}' HTTP method is unsupported.`);
    if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(method)) {
      throw new TypeError(`'${given}' is not a valid HTTP method.`);
    }
    const { source, type } = init.body != null ? extract(init.body)
      : { source: from === null ? null : Body.take(from), type: null };
    if (source !== null && (method === 'GET' || method === 'HEAD')) {
      throw new TypeError('Request with GET/HEAD method cannot have body.');
    }
    if (source !== null && !Buffer.isBuffer(source) && init.body != null && init.duplex !== 'half') {
      throw new TypeError('RequestInit: duplex option is required when sending a body.');
    }
    super(source);
    this.#headers = new Headers(init.headers ?? from?.headers);
    if (type !== null && !this.#headers.has('content-type')) this.#headers.append('content-type', type);
    this.#init = {
      url: url.href, method, redirect: init.redirect ?? from?.redirect ?? 'follow',
      signal: following(init.signal === undefined ? from?.signal : init.signal), cache: init.cache ?? 'default',
      credentials: init.credentials ?? 'same-origin', mode: init.mode ?? 'cors', integrity: init.integrity ?? '',
      keepalive: !!init.keepalive, referrer: init.referrer ?? 'about:client', referrerPolicy: init.referrerPolicy ?? '',
      destination: '', duplex: 'half',
    };
  }

  get headers() { return this.#headers; }

  clone() { return new Request(this.url, { ...this.#init, headers: this.#headers, body: Body.branch(this) }); }

  static field(request, name) { return request.#init[name]; }

  [kInspect](depth, options) {
    const { method, url, headers } = this;
    return `Request ${require('../inspect/inspect.js').inspect({ method, url, headers }, options)}`;
  }
}
const { field } = Request;
delete Request.field;
for (const name of ['url', 'method', 'redirect', 'signal', 'cache', 'credentials', 'mode', 'integrity', 'keepalive',
  'referrer', 'referrerPolicy', 'destination', 'duplex']) {
  Object.defineProperty(Request.prototype, name, {
    configurable: true, enumerable: true, get() { return field(this, name); },
  });
}

class Response extends Body {
  #status;
  #statusText;
  #headers;
  #more;

  constructor(body = null, init = {}, more = undefined) {
    const status = init?.status ?? 200;
    if (more === undefined && (!Number.isInteger(+status) || status < 200 || status > 599)) {
      throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
    }
    const { source, type } = extract(body);
    if (source !== null && bodyless.has(+status)) {
      throw new TypeError(`Response constructor: Invalid response status code ${status}`);
    }
    super(source);
    this.#status = +status;
    this.#statusText = `${init?.statusText ?? ''}`;
    this.#headers = new Headers(init?.headers);
    if (type !== null && !this.#headers.has('content-type')) this.#headers.append('content-type', type);
    this.#more = more ?? { type: 'default', url: '', redirected: false };
  }

  get status() { return this.#status; }

  get ok() { return this.#status >= 200 && this.#status < 300; }

  get statusText() { return this.#statusText; }

  get headers() { return this.#headers; }

  get type() { return this.#more.type; }

  get url() { return this.#more.url; }

  get redirected() { return this.#more.redirected; }

  clone() {
    return new Response(Body.branch(this), { status: this.status, statusText: this.statusText, headers: this.headers },
      this.#more);
  }

  static error() { return new Response(null, { status: 0 }, { type: 'error', url: '', redirected: false }); }

  static json(data, init = {}) {
    const headers = new Headers(init.headers);
    if (!headers.has('content-type')) headers.set('content-type', 'application/json');
    return new Response(JSON.stringify(data), { ...init, headers });
  }

  static redirect(url, status = 302) {
    if (!redirects.has(status)) throw new RangeError(`Invalid status code ${status}`);
    return new Response(null, { status, headers: { location: new URL(`${url}`).href } }, {
      type: 'default', url: '', redirected: false,
    });
  }

  [kInspect](depth, options) {
    const { status, statusText, headers, body, bodyUsed, ok, redirected, type, url } = this;
    return `Response ${require('../inspect/inspect.js').inspect(
      { status, statusText, headers, body, bodyUsed, ok, redirected, type, url }, options)}`;
  }
}

function send(url, { method, headers, body, signal }) {
  const { ClientRequest } = require('../http/client/request.js');
  const _defaultAgent = url.protocol === 'https:' ? require('../http/client/https-agent.js').globalAgent : undefined;
  return new Promise((resolve, reject) => {
    const list = {};
    for (const [name, value] of headers) list[name] = value;
    const outgoing = new ClientRequest({ ...urlToHttpOptions(url), method, headers: list, signal, _defaultAgent }, resolve);
    outgoing.once('error', reject);
    if (body === null || Buffer.isBuffer(body)) {
      outgoing.end(body ?? undefined);
    } else {
      const { Readable, pipeline } = require('../stream/stream.js');
      pipeline(Readable.fromWeb(body), outgoing, (err) => {
        if (err) reject(err);
      });
    }
  });
}

/** The decoded body of an incoming message as a web stream. */
function bodyOf(message, status, method, signal) {
  if (bodyless.has(status) || method === 'HEAD') {
    message.resume();
    return null;
  }
  const { pipeline } = require('../stream/stream.js');
  const zlib = require('../zlib/zlib.js');
  let stream = message;
  for (const coding of (message.headers['content-encoding'] ?? '').split(',').map((c) => c.trim().toLowerCase()).reverse()) {
    const maker = { gzip: 'createGunzip', 'x-gzip': 'createGunzip', deflate: 'createInflate', br: 'createBrotliDecompress' }[coding];
    if (maker !== undefined) stream = pipeline(stream, zlib[maker](), () => {});
  }
  return webBody(message, stream, signal);
}

/** Bytes as they are asked for; what cuts them off is told as `fetch` tells it. */
function webBody(message, stream, signal) {
  const { finished } = require('../stream/stream.js');
  let over = false;
  return new ReadableStream({
    type: 'bytes',
    start(controller) {
      stream.on('data', (chunk) => {
        if (over || chunk.length === 0) return;
        controller.enqueue(new Uint8Array(chunk));
        if (controller.desiredSize <= 0) stream.pause();
      });
      stream.pause();
      finished(stream, (error) => {
        if (over) return;
        over = true;
        if (error) {
          controller.error(signal.aborted ? signal.reason : new TypeError('terminated', { cause: causeOf(error) }));
        } else {
          controller.close();
          controller.byobRequest?.respond(0);
        }
      });
    },
    pull() {
      stream.resume();
    },
    cancel() {
      over = true;
      message.on('error', () => {});
      message.destroy();
    },
  });
}

/** The error of a connection that its other side has closed too early. */
class SocketError extends Error {
  constructor() {
    super('other side closed');
    this.name = 'SocketError';
    this.code = 'UND_ERR_SOCKET';
  }
}

function causeOf(error) {
  return error.code === 'ECONNRESET' && error.syscall === undefined ? new SocketError() : error;
}

/** Ports that no web page may speak to, as the standard of fetch lists them. */
const BAD_PORTS = new Set([
  1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110, 111,
  113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548,
  554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665,
  6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

/** Where a redirect leads. */
function redirected(location, from) {
  let next;
  try {
    next = new URL(location, from);
  } catch (cause) {
    throw new TypeError('fetch failed', { cause });
  }
  if (next.protocol !== 'http:' && next.protocol !== 'https:') {
    throw new TypeError('fetch failed', { cause: new Error('URL scheme must be a HTTP(S) scheme') });
  }
  return next;
}

function dataUrl(url) {
  const match = /^data:([^,]*?)(;base64)?,(.*)$/s.exec(url.href.replace(/#.*$/, ''));
  if (match === null) throw new TypeError('fetch failed');
  const text = decodeURIComponent(match[3]);
  return new Response(match[2] ? Buffer.from(text, 'base64') : text, {
    headers: { 'content-type': match[1] || 'text/plain;charset=US-ASCII' },
  });
}

/** The global `fetch`. */
async function fetch(input, init = undefined) {
  const request = new Request(input, init);
  const { signal } = request;
  if (signal.aborted) throw signal.reason;
  let url = new URL(request.url);
  // From here on on its own: what fails is not made by the function that called.
  await null;
  if (url.protocol === 'data:') return dataUrl(url);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new TypeError('fetch failed', { cause: new Error('unknown scheme') });
  }
  const headers = new Headers(request.headers);
  for (const [name, value] of [['accept', '*/*'], ['accept-language', '*'], ['sec-fetch-mode', 'cors'],
    ['user-agent', 'node'], ['accept-encoding', 'gzip, deflate']]) {
    if (!headers.has(name)) headers.set(name, value);
  }
  let { method } = request;
  let body = Body.sourceOf(request);
  if (Buffer.isBuffer(body)) headers.set('content-length', String(body.length));
  else if (body === null && (method === 'POST' || method === 'PUT')) headers.set('content-length', '0');
  for (let hops = 0; ; hops++) {
    let message;
    if (url.port !== '' && BAD_PORTS.has(+url.port)) throw new TypeError('fetch failed', { cause: new Error('bad port') });
    try {
      message = await send(url, { method, headers, body, signal });
    } catch (cause) {
      if (signal.aborted) throw signal.reason;
      throw new TypeError('fetch failed', { cause: causeOf(cause) });
    }
    const status = message.statusCode;
    const { location } = message.headers;
    if (redirects.has(status) && location !== undefined && request.redirect !== 'manual') {
      message.resume();
      if (request.redirect === 'error') throw new TypeError('fetch failed', { cause: new Error('unexpected redirect') });
      if (hops === 20) throw new TypeError('fetch failed', { cause: new Error('redirect count exceeded') });
      const next = redirected(location, url);
      if (next.origin !== url.origin) for (const name of ['authorization', 'cookie', 'host']) headers.delete(name);
      url = next;
      if (status === 303 ? method !== 'HEAD' : status < 303 && method === 'POST') {
        method = 'GET';
        body = null;
        for (const name of ['content-length', 'content-type', 'content-encoding', 'content-language', 'content-location']) {
          headers.delete(name);
        }
      }
      continue;
    }
    const answer = new Headers();
    const raw = message.rawHeaders;
    for (let i = 0; i < raw.length; i += 2) answer.append(raw[i], raw[i + 1]);
    return new Response(bodyOf(message, status, method, signal), { status, statusText: message.statusMessage, headers: answer },
      { type: 'basic', url: url.href, redirected: hops > 0 });
  }
}

own(Request, Body);
own(Response, Body);
exposeStatic(Response, ['error', 'json', 'redirect']);

module.exports = { fetch, Request, Response };
