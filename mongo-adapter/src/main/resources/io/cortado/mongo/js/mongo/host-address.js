'use strict';

const errors = require('./errors');

const DEFAULT_PORT = 27017;

function parsed(address) {
  try {
    return new URL(`mongo-host://${address}`);
  } catch (cause) {
    throw Object.assign(new errors.MongoRuntimeError(`Unable to parse ${address} with URL`), { cause });
  }
}

/** npm mongodb's `HostAddress`: one server of a connection string. */
class HostAddress {
  constructor(text) {
    const escaped = text.replaceAll(' ', '%20');
    const isSocket = escaped.endsWith('.sock');
    Object.assign(this, {
      host: undefined, port: undefined, socketPath: isSocket ? decodeURIComponent(escaped) : undefined, isIPv6: false,
    });
    if (isSocket) return;
    const url = parsed(escaped);
    const [, bracketed, plain] = /^(?:\[(.*)\]|(.*))$/s.exec(decodeURIComponent(url.hostname).toLowerCase());
    this.isIPv6 = bracketed !== undefined;
    this.host = bracketed ?? plain;
    this.port = url.port === '' ? DEFAULT_PORT : Number(url.port);
    if (this.port === 0) throw new errors.MongoParseError('Invalid port (zero) with hostname');
    Object.freeze(this);
  }

  static fromString(text) {
    return new HostAddress(text);
  }

  [Symbol.for('nodejs.util.inspect.custom')]() {
    return this.inspect();
  }

  inspect() {
    return `new HostAddress('${this.toString()}')`;
  }

  toString() {
    const { host, port, isIPv6, socketPath } = this;
    if (host === undefined) return String(socketPath);
    return `${isIPv6 ? `[${host}]` : host}:${port}`;
  }
}

module.exports = { HostAddress };
