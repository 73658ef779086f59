'use strict';

/** The URL parser of the WHATWG standard, as one record of components. */

const { parseHost, escapeByte } = require('./host.js');

const specialPorts = { __proto__: null, 'http:': '80', 'https:': '443', 'ws:': '80', 'wss:': '443', 'ftp:': '21', 'file:': '' };
const isSpecial = (url) => specialPorts[url.protocol] !== undefined;

const c0 = '';
const fragmentSet = ' "<>`';
const querySet = ' "#<>';
const specialQuerySet = `${querySet}'`;
const pathSet = `${querySet}?\`{}^`;
const userinfoSet = `${pathSet}/:;=@[\\]|`;

const sets = new Map();
function setOf(chars) {
  let set = sets.get(chars);
  if (set === undefined) {
    set = new Uint8Array(128);
    for (let i = 0; i < 32; i++) set[i] = 1;
    set[127] = 1;
    for (const char of chars) set[char.charCodeAt(0)] = 1;
    sets.set(chars, set);
  }
  return set;
}

/** Percent-encodes what lies outside ASCII or in the set. */
function encode(text, chars) {
  const set = setOf(chars);
  let i = 0;
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 127 || set[code] === 1) break;
  }
  if (i === text.length) return text;
  let out = text.slice(0, i);
  for (const char of text.slice(i)) {
    const code = char.codePointAt(0);
    if (code > 127) for (const byte of Buffer.from(char)) out += escapeByte(byte);
    else out += set[code] === 1 ? escapeByte(code) : char;
  }
  return out;
}

const isLetter = (char) => char !== undefined && /^[a-zA-Z]$/.test(char);
const isDrive = (text) => /^[a-zA-Z][:|]$/.test(text);
const isNormalDrive = (text) => /^[a-zA-Z]:$/.test(text);
const startsWithDrive = (text) => /^[a-zA-Z][:|]($|[/\\?#])/.test(text);
const isDot = (segment) => segment === '.' || /^%2e$/i.test(segment);
const isDoubleDot = (segment) => segment === '..' || /^(\.%2e|%2e\.|%2e%2e)$/i.test(segment);

function shorten(url) {
  if (url.protocol === 'file:' && url.path.length === 1 && isNormalDrive(url.path[0])) return;
  url.path.pop();
}

function emptyUrl() {
  return { protocol: '', username: '', password: '', host: null, port: '', path: [], opaque: null, query: null, fragment: null };
}

function trim(input) {
  // eslint-disable-next-line no-control-regex -- the standard strips control characters
  return input.replace(/^[\0-\x20]+|[\0-\x20]+$/g, '').replace(/[\t\n\r]/g, '');
}

/** Splits off "?query" and "#fragment" and records them. */
function takeTail(url, rest) {
  const hash = rest.indexOf('#');
  if (hash !== -1) {
    url.fragment = encode(rest.slice(hash + 1), fragmentSet);
    rest = rest.slice(0, hash);
  }
  const mark = rest.indexOf('?');
  if (mark !== -1) {
    url.query = encode(rest.slice(mark + 1), isSpecial(url) ? specialQuerySet : querySet);
    rest = rest.slice(0, mark);
  }
  return rest;
}

/** Appends the segments of a path to the url's. */
function takePath(url, text) {
  const special = isSpecial(url);
  const segments = text.split(special ? /[/\\]/ : '/');
  segments.forEach((raw, i) => {
    const last = i === segments.length - 1;
    if (isDoubleDot(raw)) {
      shorten(url);
      if (last) url.path.push('');
    } else if (isDot(raw)) {
      if (last) url.path.push('');
    } else {
      let segment = encode(raw, pathSet);
      if (url.protocol === 'file:' && url.path.length === 0 && isDrive(segment)) segment = `${segment[0]}:`;
      url.path.push(segment);
    }
  });
}

function takePort(url, text) {
  if (text === '') return true;
  if (!/^[0-9]+$/.test(text) || +text > 65535) return false;
  const port = String(+text);
  url.port = port === specialPorts[url.protocol] ? '' : port;
  return true;
}

/** "user:pass@host:port"; false when it is not an authority. */
function takeAuthority(url, text) {
  const at = text.lastIndexOf('@');
  if (at !== -1) {
    const credentials = text.slice(0, at);
    const colon = credentials.indexOf(':');
    url.username = encode(colon === -1 ? credentials : credentials.slice(0, colon), userinfoSet);
    if (colon !== -1) url.password = encode(credentials.slice(colon + 1), userinfoSet);
    text = text.slice(at + 1);
    if (text === '') return false;
  }
  const port = /:([^:\]]*)$/.exec(text);
  const name = port === null ? text : text.slice(0, port.index);
  if (name === '' && (isSpecial(url) || port !== null)) return false;
  const host = name === '' ? '' : parseHost(name, isSpecial(url));
  if (host === null) return false;
  url.host = host;
  return port === null || takePort(url, port[1]);
}

function takeAuthorityAndPath(url, rest) {
  const end = rest.search(isSpecial(url) ? /[/\\?#]/ : /[/?#]/);
  const authority = end === -1 ? rest : rest.slice(0, end);
  if (!takeAuthority(url, authority)) return null;
  return takePathAndTail(url, end === -1 ? '' : rest.slice(end));
}

function takePathAndTail(url, rest) {
  const path = takeTail(url, rest);
  const special = isSpecial(url);
  if (path === '') {
    if (special) url.path.push('');
  } else if (path[0] === '/' || (special && path[0] === '\\')) {
    takePath(url, path.slice(1));
  } else {
    takePath(url, path);
  }
  return url;
}

function copyAuthority(url, base) {
  url.username = base.username;
  url.password = base.password;
  url.host = base.host;
  url.port = base.port;
}

function parseRelative(url, rest, base) {
  url.protocol = base.protocol;
  const special = isSpecial(url);
  const slash = (char) => char === '/' || (special && char === '\\');
  if (slash(rest[0])) {
    if (slash(rest[1])) {
      if (!special) return takeAuthorityAndPath(url, rest.slice(2));
      return takeAuthorityAndPath(url, rest.replace(/^[/\\]+/, ''));
    }
    copyAuthority(url, base);
    return takePathAndTail(url, rest);
  }
  copyAuthority(url, base);
  url.path = base.path.slice();
  url.query = base.query;
  if (rest === '') return url;
  if (rest[0] === '#') {
    takeTail(url, rest);
    return url;
  }
  url.query = null;
  const path = takeTail(url, rest);
  if (path !== '') {
    shorten(url);
    takePath(url, path);
  }
  return url;
}

function parseFile(url, rest, base) {
  url.protocol = 'file:';
  url.host = '';
  const slash = (char) => char === '/' || char === '\\';
  const fromBase = base?.protocol === 'file:' ? base : null;
  if (slash(rest[0])) {
    if (slash(rest[1])) {
      const after = rest.slice(2);
      const end = after.search(/[/\\?#]/);
      const name = end === -1 ? after : after.slice(0, end);
      if (isDrive(name)) return takePathAndTail(url, `/${after}`);
      if (name !== '') {
        const host = parseHost(name, true);
        if (host === null) return null;
        url.host = host === 'localhost' ? '' : host;
      }
      return takePathAndTail(url, end === -1 ? '' : after.slice(end));
    }
    if (fromBase !== null) {
      url.host = fromBase.host;
      if (!startsWithDrive(rest.slice(1)) && fromBase.path.length > 0 && isNormalDrive(fromBase.path[0])) {
        url.path.push(fromBase.path[0]);
      }
    }
    return takePathAndTail(url, rest);
  }
  if (fromBase === null) return takePathAndTail(url, rest);
  url.host = fromBase.host;
  url.path = fromBase.path.slice();
  url.query = fromBase.query;
  if (rest === '') return url;
  if (rest[0] === '#') {
    takeTail(url, rest);
    return url;
  }
  url.query = null;
  if (startsWithDrive(rest)) url.path = [];
  else if (rest[0] !== '?') shorten(url);
  const path = takeTail(url, rest);
  if (path !== '') takePath(url, path);
  return url;
}

/** The components of `input`, resolved against the record `base`, or null when it is not a URL. */
function parse(input, base) {
  const text = trim(input);
  const url = emptyUrl();
  const scheme = /^[a-zA-Z][a-zA-Z0-9+.-]*:/.exec(text);
  if (scheme === null) {
    if (!base) return null;
    if (base.opaque !== null) {
      if (text[0] !== '#') return null;
      Object.assign(url, base);
      takeTail(url, text);
      return url;
    }
    return base.protocol === 'file:' ? parseFile(url, text, base) : parseRelative(url, text, base);
  }
  url.protocol = scheme[0].toLowerCase();
  const rest = text.slice(scheme[0].length);
  if (url.protocol === 'file:') return parseFile(url, rest, base);
  if (isSpecial(url)) {
    if (base?.protocol === url.protocol && !/^[/][/]/.test(rest)) return parseRelative(url, rest, base);
    return takeAuthorityAndPath(url, rest.replace(/^[/\\]+/, ''));
  }
  if (rest.startsWith('//')) return takeAuthorityAndPath(url, rest.slice(2));
  if (rest[0] === '/') return takePathAndTail(url, rest);
  const path = takeTail(url, rest);
  url.opaque = encode(path, c0);
  return url;
}

function pathname(url) {
  if (url.opaque !== null) return url.opaque;
  return url.path.length === 0 ? '' : `/${url.path.join('/')}`;
}

function serialize(url, withFragment = true) {
  let out = url.protocol;
  if (url.host !== null) {
    out += '//';
    if (url.username !== '' || url.password !== '') {
      out += url.username;
      if (url.password !== '') out += `:${url.password}`;
      out += '@';
    }
    out += url.host;
    if (url.port !== '') out += `:${url.port}`;
  } else if (url.opaque === null && url.path.length > 1 && url.path[0] === '') {
    out += '/.';
  }
  out += pathname(url);
  if (url.query !== null) out += `?${url.query}`;
  if (withFragment && url.fragment !== null) out += `#${url.fragment}`;
  return out;
}

module.exports = {
  parse, serialize, pathname, encode, isSpecial, takeAuthority, takePath, takePort, isLetter, specialPorts,
  sets: { userinfoSet, querySet, specialQuerySet, fragmentSet, pathSet, c0 },
};
