'use strict';

// How a driver logs in, by each mechanism, plainly and over TLS, at a server that is played here. login.txt is what npm's
// driver 7 prints.

const crypto = require('crypto');
const fs = require('fs');
const net = require('net');
const path = require('path');
const tls = require('tls');
const { BSON, MongoClient, Binary } = require('mongodb');

const HEADER = 16;
const PASSWORD = 'pencil\u00a0é';
const PREPARED = 'pencil é';
const ITERATIONS = 4096;
const folder = path.join(__dirname, 'tls');
const pem = name => fs.readFileSync(path.join(folder, name));

/** The server's half of SCRAM. */
class Scram {
  constructor(hash, length, password) {
    this.hash = hash;
    this.salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64');
    this.salted = crypto.pbkdf2Sync(password, this.salt, ITERATIONS, length, hash);
  }

  hmac(key, text) {
    return crypto.createHmac(this.hash, key).update(text).digest();
  }

  first(payload) {
    this.bare = payload.slice(3);
    const nonce = `${this.bare.slice(this.bare.lastIndexOf(',r=') + 3)}%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0`;
    this.reply = `r=${nonce},s=${this.salt.toString('base64')},i=${ITERATIONS}`;
    return this.reply;
  }

  final(payload) {
    const at = payload.lastIndexOf(',p=');
    const signed = `${this.bare},${this.reply},${payload.slice(0, at)}`;
    const key = this.hmac(this.salted, 'Client Key');
    const signature = this.hmac(crypto.createHash(this.hash).update(key).digest(), signed);
    const proof = Buffer.from(key.map((byte, i) => byte ^ signature[i])).toString('base64');
    if (proof !== payload.slice(at + 3)) return undefined;
    return `v=${this.hmac(this.hmac(this.salted, 'Server Key'), signed).toString('base64')}`;
  }
}

const digest = user => crypto.createHash('md5').update(`${user}:mongo:${PASSWORD}`).digest('hex');
const conversations = {
  'SCRAM-SHA-1': () => new Scram('sha1', 20, digest('user')),
  'SCRAM-SHA-256': () => new Scram('sha256', 32, PREPARED),
};

let offered = ['SCRAM-SHA-1', 'SCRAM-SHA-256'];
let speculative = true;
const log = [];

/** Serves one connection; `peer` says who the client is by its certificate. */
function serve(socket) {
  let rest = Buffer.alloc(0);
  let scram;
  const start = ({ mechanism, payload, db }) => {
    scram = conversations[mechanism]();
    return { conversationId: 1, done: false, payload: new Binary(Buffer.from(scram.first(payload.toString('utf8')))) };
  };
  const answers = {
    ismaster(command) {
      const { speculativeAuthenticate: first } = command;
      const mechanism = first?.mechanism;
      const hello = {
        ismaster: true, helloOk: true, maxBsonObjectSize: 16777216, maxMessageSizeBytes: 48000000,
        maxWriteBatchSize: 100000, minWireVersion: 0, maxWireVersion: 21, ok: 1,
      };
      if (command.saslSupportedMechs) hello.saslSupportedMechs = offered;
      if (first && speculative && (offered.includes(mechanism) || mechanism === 'MONGODB-X509')) {
        hello.speculativeAuthenticate = mechanism === 'MONGODB-X509' ? {} : start(first);
      }
      return hello;
    },
    saslStart(command) {
      if (command.mechanism === 'PLAIN') return { conversationId: 1, done: true, payload: new Binary(Buffer.alloc(0)), ok: 1 };
      return { ...start(command), ok: 1 };
    },
    saslContinue({ payload }) {
      const said = scram.final(payload.toString('utf8'));
      return said === undefined ? { ok: 0, code: 18, codeName: 'AuthenticationFailed', errmsg: 'Authentication failed.' }
        : { conversationId: 1, done: true, payload: new Binary(Buffer.from(said)), ok: 1 };
    },
  };
  socket.on('error', () => {});
  socket.on('data', chunk => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 4 && rest.length >= rest.readInt32LE(0)) {
      const message = rest.subarray(0, rest.readInt32LE(0));
      rest = rest.subarray(message.length);
      const legacy = message.readInt32LE(12) === 2004;
      const at = legacy ? message.indexOf(0, 20) + 9 : HEADER + 5;
      const command = BSON.deserialize(message.subarray(at, at + message.readInt32LE(at)), { promoteBuffers: false });
      const [name] = Object.keys(command);
      const { $db, db, mechanism, saslSupportedMechs, speculativeAuthenticate: early } = command;
      log.push([name, $db ?? 'admin', mechanism, saslSupportedMechs, early && [early.mechanism, early.db].join('@'),
        name === 'saslStart' && mechanism === 'PLAIN' && JSON.stringify(command.payload.toString('utf8')), db].filter(Boolean).join(' '));
      const body = BSON.serialize((answers[name] ?? (() => ({ ok: 1 })))(command));
      const head = Buffer.alloc(legacy ? HEADER + 20 : HEADER + 5);
      head.writeInt32LE(head.length + body.length, 0);
      head.writeInt32LE(message.readInt32LE(4), 8);
      head.writeInt32LE(legacy ? 1 : 2013, 12);
      if (legacy) head.writeInt32LE(1, HEADER + 16);
      socket.write(Buffer.concat([head, body]));
    }
  });
}

async function attempt(label, port, options, parameters = '') {
  log.length = 0;
  const client = new MongoClient(`mongodb://localhost:${port}/${parameters}`, {
    directConnection: true, serverSelectionTimeoutMS: 2000, family: 4, ...options,
  });
  let told = 'connected';
  try {
    await client.connect();
    await client.db('x').command({ ping: 1 });
  } catch (error) {
    const { name, message, code, errorLabels } = error;
    told = [name, message.replace(/127\.0\.0\.1:\d+|localhost:\d+/g, 'HOST'), code, errorLabels.join()].join(' | ');
  }
  const { source, mechanism } = client.options.credentials ?? {};
  await client.close();
  const seen = log.filter(line => !/^(ismaster|hello) admin$/.test(line));
  console.log(`${label}: ${told} ${source ?? ''} ${mechanism ?? ''}`);
  for (const line of seen) console.log(`  ${line}`);
}

async function main() {
  const plain = net.createServer(serve);
  await new Promise(resolve => plain.listen(0, '127.0.0.1', resolve));
  const { port } = plain.address();
  const auth = { username: 'user', password: PASSWORD };
  await attempt('default', port, { auth });
  await attempt('database', port, { auth }, 'shop');
  await attempt('source', port, { auth, authSource: 'users' }, 'shop');
  await attempt('in the address', port, {}, '').catch(error => console.log(error.message));
  speculative = false;
  await attempt('not speculative', port, { auth });
  offered = ['SCRAM-SHA-1'];
  await attempt('only SHA-1', port, { auth });
  speculative = true;
  await attempt('only SHA-1, speculative', port, { auth });
  offered = ['SCRAM-SHA-1', 'SCRAM-SHA-256'];
  await attempt('SHA-1', port, { auth, authMechanism: 'SCRAM-SHA-1' });
  await attempt('SHA-256', port, { auth, authMechanism: 'SCRAM-SHA-256' });
  await attempt('wrong password', port, { auth: { ...auth, password: 'x' } });
  await attempt('PLAIN', port, { auth, authMechanism: 'PLAIN' });
  plain.close();
  for (const requestCert of [false, true]) {
    const secure = tls.createServer({ key: pem('key.pem'), cert: pem('cert.pem'), ca: pem('cert.pem'), requestCert,
      rejectUnauthorized: false }, serve);
    secure.on('tlsClientError', () => {});
    await new Promise(resolve => secure.listen(0, '127.0.0.1', resolve));
    const at = secure.address().port;
    const file = { tls: true, tlsCAFile: path.join(folder, 'cert.pem') };
    if (requestCert) {
      const own = { ...file, tlsCertificateKeyFile: path.join(folder, 'both.pem') };
      await attempt('certificate', at, { ...own, authMechanism: 'MONGODB-X509' });
    } else {
      await attempt('TLS', at, { ...file, auth });
      await attempt('TLS, contents', at, { tls: true, ca: [pem('cert.pem')] });
      await attempt('TLS, nobody asks who', at, { tls: true, tlsAllowInvalidCertificates: true });
      await attempt('TLS, insecure', at, { tls: true, tlsInsecure: true });
      await attempt('TLS, unknown', at, { tls: true });
      await attempt('plain at TLS', at, { connectTimeoutMS: 500, serverSelectionTimeoutMS: 300 });
    }
    secure.close();
  }
}

main().then(() => process.exit());
