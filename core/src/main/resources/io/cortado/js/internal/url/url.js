'use strict';

/** Node's `url`. */

const { codes } = require('../errors/errors.js');
const { Url, urlParse } = require('./legacy.js');
const { validateString, validateObject } = require('../errors/validators.js');

function urlResolve(source, relative) {
  return urlParse(source, false, true).resolve(relative);
}

function urlResolveObject(source, relative) {
  return source ? urlParse(source, false, true).resolveObject(relative) : relative;
}

function urlFormat(value, options) {
  if (typeof value === 'string') return urlParse(value).format();
  if (typeof value !== 'object' || value === null) {
    throw new codes.ERR_INVALID_ARG_TYPE('urlObject', ['Object', 'string'], value);
  }
  if (value instanceof module.exports.URL) return formatWhatwg(value, options);
  return Url.prototype.format.call(value);
}

function formatWhatwg(url, options) {
  if (options !== undefined) validateObject(options, 'options', { allowFunction: true });
  const { auth = true, fragment = true, search = true, unicode = false } = options ?? {};
  const copy = new module.exports.URL(url.href);
  if (!fragment) copy.hash = '';
  if (!search) copy.search = '';
  if (!auth) {
    copy.username = '';
    copy.password = '';
  }
  return unicode ? copy.href.replace(copy.hostname, domainToUnicode(copy.hostname)) : copy.href;
}

function domainToASCII(domain) {
  if (arguments.length < 1) throw new codes.ERR_MISSING_ARGS('domain');
  return internalBinding('url').host(`${domain}`) ?? '';
}

function domainToUnicode(domain) {
  if (arguments.length < 1) throw new codes.ERR_MISSING_ARGS('domain');
  const ascii = internalBinding('url').host(`${domain}`);
  return ascii === null ? '' : require('../punycode/punycode.js').toUnicode(ascii);
}

function fileURLToPath(path, options = undefined) {
  if (typeof path === 'string') path = new module.exports.URL(path);
  else if (!(path?.href && path.protocol)) throw new codes.ERR_INVALID_ARG_TYPE('path', ['string', 'URL'], path);
  if (path.protocol !== 'file:') throw new codes.ERR_INVALID_URL_SCHEME('file');
  if (options?.windows) return windowsPath(path);
  if (path.hostname !== '') throw new codes.ERR_INVALID_FILE_URL_HOST(process.platform);
  if (/%2f/i.test(path.pathname)) {
    throw new codes.ERR_INVALID_FILE_URL_PATH('must not include encoded / characters');
  }
  return decodeURIComponent(path.pathname);
}

function windowsPath(url) {
  if (/%2f|%5c/i.test(url.pathname)) {
    throw new codes.ERR_INVALID_FILE_URL_PATH('must not include encoded \\ or / characters');
  }
  const path = decodeURIComponent(url.pathname.replaceAll('/', '\\'));
  if (url.hostname !== '') return `\\\\${domainToUnicode(url.hostname)}${path}`;
  if (!/^\\[A-Za-z]:/.test(path)) throw new codes.ERR_INVALID_FILE_URL_PATH('must be absolute');
  return path.slice(1);
}

function pathToFileURL(filepath, options) {
  validateString(filepath, 'path');
  const path = require('../path/path.js');
  const resolved = options?.windows ? path.win32.resolve(filepath) : path.resolve(filepath);
  const trailing = filepath.endsWith('/') && !resolved.endsWith('/') ? '/' : '';
  const plain = (options?.windows ? `/${resolved.replaceAll('\\', '/')}` : resolved + trailing);
  const escaped = plain.replace(/[%\\\n\r\t?#[\]^|~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
  return new module.exports.URL(`file://${escaped}`);
}

function urlToHttpOptions(url) {
  const { hostname, pathname, port, username, password, search } = url;
  const options = {
    __proto__: null,
    ...url,
    protocol: url.protocol,
    hostname: hostname && hostname[0] === '[' ? hostname.slice(1, -1) : hostname,
    hash: url.hash,
    search,
    pathname,
    path: `${pathname || ''}${search || ''}`,
    href: url.href,
  };
  if (port !== '') options.port = Number(port);
  if (username || password) options.auth = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return options;
}

module.exports = {
  Url,
  parse: urlParse,
  resolve: urlResolve,
  resolveObject: urlResolveObject,
  format: urlFormat,
  domainToASCII,
  domainToUnicode,
  pathToFileURL,
  fileURLToPath,
  fileURLToPathBuffer: (url) => Buffer.from(fileURLToPath(url)),
  urlToHttpOptions,
};

for (const [name, load] of [['URL', () => require('./whatwg.js').URL],
  ['URLSearchParams', () => require('./search-params.js').URLSearchParams]]) {
  Object.defineProperty(module.exports, name, {
    configurable: true,
    enumerable: true,
    get() {
      const value = load();
      Object.defineProperty(module.exports, name, { value, writable: true, enumerable: true, configurable: true });
      return value;
    },
  });
}
