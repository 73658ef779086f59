'use strict';

const errors = require('./errors');

const BAD_SCHEME = 'Invalid scheme, expected connection string to start with "mongodb://" or "mongodb+srv://"';
/** Scheme, user, password, hosts and the rest. */
const PARTS = /^(mongodb(?:\+srv)?):\/\/(?:([^:@]*)(?::([^@]*))?@)?((?!:)[^/?@]*)(.*)$/s;
const RESERVED = /[:/?#[\]@]/;

function refuse(text) {
  throw new errors.MongoParseError(text);
}

function checkUser(username, password, rest) {
  try {
    decodeURIComponent(username ?? '');
    decodeURIComponent(password ?? '');
  } catch {
    refuse('URI malformed');
  }
  if (username !== undefined && RESERVED.test(username)) {
    refuse(`Username contains unescaped characters ${username}`);
  }
  if (username === '') refuse('URI contained empty userinfo section');
  if (password !== undefined && RESERVED.test(password)) refuse('Password contains unescaped characters');
  if (/^[^/?]*@/.test(rest)) refuse('Invalid connection string');
}

/**
 * A connection string in its parts.
 *
 * @return {object} `isSrv`, `hosts` (texts), `username`, `password` (both decoded), `dbName`, `parameters` (names as they
 *   are written, each with its values)
 */
function parse(url, major) {
  if (!/^mongodb(\+srv)?:\/\//.test(url)) refuse(BAD_SCHEME);
  const match = PARTS.exec(url);
  if (match === null) refuse('Invalid connection string');
  const [, protocol, username, password, hosts, rest] = match;
  if (hosts === '') refuse(`Protocol and host list are required in ${major === 6 ? `"${url}"` : 'the uri'}`);
  checkUser(username, password, rest);
  const list = hosts.split(',');
  const isSrv = protocol === 'mongodb+srv';
  if (isSrv && list.length > 1) refuse('mongodb+srv URI cannot have multiple service names');
  if (isSrv && list[0].includes(':')) refuse('mongodb+srv URI cannot have port number');
  const { pathname, searchParams } = new URL(`${protocol}://placeholder${rest}`);
  const dbName = decodeURIComponent(pathname.replace(/^\//, ''));
  const parameters = new Map();
  for (const [name, value] of searchParams) {
    const known = [...parameters.keys()].find(other => other.toLowerCase() === name.toLowerCase()) ?? name;
    parameters.set(known, [...parameters.get(known) ?? [], value]);
  }
  return {
    isSrv, hosts: list, dbName, parameters,
    username: decodeURIComponent(username ?? ''), password: password && decodeURIComponent(password),
  };
}

module.exports = { parse };
