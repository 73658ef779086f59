'use strict';

const errors = require('./errors');

/** Mechanisms whose users are kept elsewhere than in a database of the server. */
const EXTERNAL = new Set(['GSSAPI', 'MONGODB-AWS', 'MONGODB-OIDC', 'MONGODB-X509']);
const WITH_NAME = new Set(['GSSAPI', 'PLAIN', 'SCRAM-SHA-1', 'SCRAM-SHA-256']);
const CANONICAL = [true, false, 'none', 'forward', 'forwardAndReverse'];

/** npm mongodb's `MongoCredentials`: who logs in, and how. */
class MongoCredentials {
  constructor({ username = '', password, source, mechanism = 'DEFAULT', mechanismProperties = {} }) {
    this.username = username;
    this.password = password;
    this.source = source;
    this.mechanism = mechanism;
    this.mechanismProperties = Object.freeze(mechanismProperties);
    Object.freeze(this);
  }

  /** The same with other fields; an undefined one changes nothing. */
  with(fields) {
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    return new MongoCredentials({ password: '', source: 'admin', ...this, ...given });
  }

  get isEmpty() {
    return !this.username && this.password === '' && this.mechanism === 'DEFAULT'
      && Object.keys(this.mechanismProperties).length === 0;
  }

  /** Throws where the mechanism cannot work with what is given. */
  validate() {
    const { username, password, source, mechanism, mechanismProperties } = this;
    if (WITH_NAME.has(mechanism) && !username) {
      throw new errors.MongoMissingCredentialsError(`Username required for mechanism '${mechanism}'`);
    }
    if (EXTERNAL.has(mechanism) && source != null && source !== '$external') {
      throw new errors.MongoAPIError(`Invalid source '${source}' for mechanism '${mechanism}' specified.`);
    }
    if (mechanism === 'MONGODB-X509' && password) {
      throw new errors.MongoAPIError('Password not allowed for mechanism MONGODB-X509');
    }
    if (mechanism === 'MONGODB-AWS' && (username || password)) {
      throw new errors.MongoAPIError('username and password cannot be provided when using MONGODB-AWS. Credentials must '
        + 'be provided in a manner that can be read by the AWS SDK.');
    }
    const canonical = mechanismProperties.CANONICALIZE_HOST_NAME ?? false;
    if (!CANONICAL.includes(canonical)) {
      throw new errors.MongoAPIError(`Invalid CANONICALIZE_HOST_NAME value: ${canonical}`);
    }
  }
}

/** Where nobody has been named yet. */
const NOBODY = new MongoCredentials({ password: '', source: 'admin' });

module.exports = { EXTERNAL, MongoCredentials, NOBODY };
