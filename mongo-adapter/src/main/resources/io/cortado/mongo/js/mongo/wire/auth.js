'use strict';

const { Buffer } = require('buffer');
const crypto = require('crypto');
const { promisify } = require('util');
const { Binary } = require('../../bson/binary');
const errors = require('../errors');

const pbkdf2 = promisify(crypto.pbkdf2);
const MIN_ITERATIONS = 4096;
const HASHES = { 'SCRAM-SHA-1': ['sha1', 20], 'SCRAM-SHA-256': ['sha256', 32] };

/** Spaces and what is not seen, as SASLprep wants them in a password. */
function prepared(password) {
  return password.replace(/[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]/g, ' ')
    .replace(/[\u00ad\u034f\u1806\u180b-\u180d\u200c\u200d\u2060\ufe00-\ufe0f\ufeff]/g, '')
    .normalize('NFKC');
}

/** Fields of a message of SCRAM: a letter, an equals sign and a value each. */
function fieldsOf(payload) {
  const text = Buffer.from(payload.buffer ?? payload).toString('utf8', 0, payload.position);
  return Object.fromEntries(text.split(',').map(part => [part.slice(0, 1), part.slice(2)]));
}

function textOf(payload) {
  return Buffer.from(payload.buffer ?? payload).toString('utf8', 0, payload.position);
}

/** RFC 5802's conversation, and RFC 7677's. */
class Scram {
  constructor(credentials, mechanism) {
    this.credentials = credentials;
    this.mechanism = mechanism;
    [this.hash, this.keyLength] = HASHES[mechanism];
    this.nonce = crypto.randomBytes(24).toString('base64');
    const user = credentials.username.replaceAll('=', '=3D').replaceAll(',', '=2C');
    this.bare = `n=${user},r=${this.nonce}`;
  }

  get first() {
    return {
      saslStart: 1, mechanism: this.mechanism, payload: new Binary(Buffer.from(`n,,${this.bare}`)), autoAuthorize: 1,
      options: { skipEmptyExchange: true },
    };
  }

  #hmac(key, text) {
    return crypto.createHmac(this.hash, key).update(text).digest();
  }

  #password() {
    const { username, password } = this.credentials;
    if (typeof password !== 'string') throw new errors.MongoInvalidArgumentError('Password must be a string');
    if (this.hash === 'sha256') return prepared(password);
    if (password === '') throw new errors.MongoInvalidArgumentError('Password cannot be empty');
    return crypto.createHash('md5').update(`${username}:mongo:${password}`, 'utf8').digest('hex');
  }

  async converse(connection, started) {
    const { source } = this.credentials;
    const reply = started ?? await connection.command(source, this.first, {});
    const server = fieldsOf(reply.payload);
    const iterations = Number.parseInt(server.i, 10);
    if (iterations && iterations < MIN_ITERATIONS) {
      throw new errors.MongoRuntimeError(`Server returned an invalid iteration count ${iterations}`);
    }
    if (!server.r.startsWith(this.nonce)) {
      throw new errors.MongoRuntimeError(`Server returned an invalid nonce: ${server.r}`);
    }
    const salted = await pbkdf2(this.#password(), Buffer.from(server.s, 'base64'), iterations, this.keyLength, this.hash);
    const withoutProof = `c=biws,r=${server.r}`;
    const signed = `${this.bare},${textOf(reply.payload)},${withoutProof}`;
    const clientKey = this.#hmac(salted, 'Client Key');
    const stored = crypto.createHash(this.hash).update(clientKey).digest();
    const signature = this.#hmac(stored, signed);
    const proof = Buffer.from(clientKey.map((byte, i) => byte ^ signature[i])).toString('base64');
    const last = await connection.command(source, {
      saslContinue: 1, conversationId: reply.conversationId,
      payload: new Binary(Buffer.from(`${withoutProof},p=${proof}`)),
    }, {});
    const expected = this.#hmac(this.#hmac(salted, 'Server Key'), signed);
    const given = Buffer.from(fieldsOf(last.payload).v ?? '', 'base64');
    if (given.length !== expected.length || !crypto.timingSafeEqual(given, expected)) {
      throw new errors.MongoRuntimeError('Server returned an invalid signature');
    }
    if (last.done === false) {
      await connection.command(source, {
        saslContinue: 1, conversationId: last.conversationId, payload: Buffer.alloc(0),
      }, {});
    }
  }
}

async function plain(connection, { username, password, source }) {
  const payload = new Binary(Buffer.from(`\0${username}\0${password}`));
  await connection.command(source, { saslStart: 1, mechanism: 'PLAIN', payload, autoAuthorize: 1 }, {});
}

function certificate({ username }) {
  return { authenticate: 1, mechanism: 'MONGODB-X509', ...(username && { user: username }) };
}

function byDefault(hello) {
  const offered = hello.saslSupportedMechs;
  return Array.isArray(offered) && !offered.includes('SCRAM-SHA-256') ? 'SCRAM-SHA-1' : 'SCRAM-SHA-256';
}

/**
 * Begins a login within the greeting, where its mechanism can. What comes back has `finish(connection, hello)`.
 */
function begin(credentials, greeting) {
  const { mechanism, source, username } = credentials;
  const speculate = first => { greeting.speculativeAuthenticate = { ...first, db: source }; };
  switch (mechanism) {
    case 'DEFAULT': {
      greeting.saslSupportedMechs = `${source}.${username}`;
      const newer = new Scram(credentials, 'SCRAM-SHA-256');
      speculate(newer.first);
      return {
        finish(connection, hello) {
          if (byDefault(hello) === newer.mechanism) return newer.converse(connection, hello.speculativeAuthenticate);
          return new Scram(credentials, 'SCRAM-SHA-1').converse(connection);
        },
      };
    }
    case 'SCRAM-SHA-1':
    case 'SCRAM-SHA-256': {
      const scram = new Scram(credentials, mechanism);
      speculate(scram.first);
      return { finish: (connection, hello) => scram.converse(connection, hello.speculativeAuthenticate) };
    }
    case 'PLAIN':
      return { finish: connection => plain(connection, credentials) };
    case 'MONGODB-X509': {
      greeting.speculativeAuthenticate = certificate(credentials);
      return {
        async finish(connection, hello) {
          if (!hello.speculativeAuthenticate) await connection.command('$external', certificate(credentials), {});
        },
      };
    }
    default:
      throw errors.unsupported(`authMechanism ${mechanism}`, 'use SCRAM, PLAIN or MONGODB-X509');
  }
}

module.exports = { begin };
