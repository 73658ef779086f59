'use strict';

const errors = require('./errors');

const DEFAULT_PORT = 27017;

/** npm mongodb's `HostAddress`: one server of a connection string. */
class HostAddress {
  constructor(text) {
    const escaped = text.replaceAll(' ', '%20');
    this.host = undefined;
    this.port = undefined;
    this.socketPath = undefined;
    this.isIPv6 = false;
    if (escaped.endsWith('.sock')) {
      this.socketPath = decodeURIComponent(escaped);
      return;
    }
    let url;
    try {
      url = new URL(`mongo-host://${escaped}`);
    } catch (cause) {
      const error = new errors.MongoRuntimeError(`Unable to parse ${escaped} with URL`);
      error.cause = cause;
      throw error;
    }
    const name = decodeURIComponent(url.hostname).toLowerCase();
    this.isIPv6 = name.startsWith('[') && name.endsWith(']');
    this.host = this.isIPv6 ? name.slice(1, -1) : name;
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
    if (this.host === undefined) return `${this.socketPath}`;
    return this.isIPv6 ? `[${this.host}]:${this.port}` : `${this.host}:${this.port}`;
  }
}

module.exports = { HostAddress };
