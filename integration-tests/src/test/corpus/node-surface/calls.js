'use strict';

// What some calls do, one line each: what a program sees of the engine, and what one of the two runtimes may refuse. An answer is
// what the call gives, or the code and the message of its error. Each runs on Node and on Cortado, and both answers are published.
const fs = require('node:fs');
const http = require('node:http');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const tls = require('node:tls');
const crypto = require('node:crypto');
const dns = require('node:dns');
const vm = require('node:vm');
const v8 = require('node:v8');
const zlib = require('node:zlib');
const { EventEmitter } = require('node:events');

const folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'calls-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));

/** A module of that text, as a file's URL. */
function written(name, text) {
  const file = path.join(folder, name);
  fs.writeFileSync(file, text);
  return require('node:url').pathToFileURL(file).href;
}

/** The error that an emitter emits, or its first event of that name. */
function outcome(emitter, event) {
  return new Promise((resolve, reject) => {
    emitter.once('error', reject);
    emitter.once(event, () => resolve(event));
  }).finally(() => {
    emitter.on('error', () => {});
    (emitter.destroy ?? emitter.close ?? emitter.kill)?.call(emitter);
  });
}

function child(options) {
  return outcome(require('node:child_process').spawn(process.execPath, ['-e', ''], options), 'spawn');
}

const keyPair = (type, options) => crypto.generateKeyPairSync(type, options).publicKey.asymmetricKeyType;

const calls = {
  // what the engine says and does
  'Promise.all(5)': () => Promise.all(5),
  "'' in 5": () => '' in 5,
  "new RegExp('(')": () => new RegExp('('),
  'a syntax error in an ES module': () => import(written('syntax.mjs', 'const a = = 1;\n')),
  'a missing import in an imported ES module': () => import(written('missing.mjs', "import './nowhere.mjs';\n")),
  'a native function in a stack': () => {
    try {
      [1].forEach(() => { throw new Error('here'); });
    } catch (error) {
      return error.stack.split('\n').find((line) => line.includes('forEach')).trim();
    }
    return null;
  },
  'the column of an error in the first line of a CommonJS file': () => {
    written('first.js', "module.exports = new Error('here');\n");
    return /:1:(\d+)\)/.exec(require(path.join(folder, 'first.js')).stack)[1];
  },
  'typeof WebAssembly': () => typeof WebAssembly,
  'typeof Intl.DurationFormat': () => typeof Intl.DurationFormat,
  "process.dlopen({ exports: {} }, 'nowhere.node')": () => process.dlopen({ exports: {} }, 'nowhere.node'),

  // what may be refused
  "new (require('worker_threads').Worker)('1', { eval: true })": () => outcome(new (require('node:worker_threads').Worker)('1', { eval: true }), 'exit'),
  "require('worker_threads').postMessageToThread(9, 1)": () => require('node:worker_threads').postMessageToThread(9, 1),
  "require('cluster').fork()": () => outcome(require('node:cluster').fork({ CALLS_CHILD: '1' }), 'online'),
  "require('dgram').createSocket('udp4')": () => outcome(require('node:dgram').createSocket('udp4').bind(0), 'listening'),
  "require('repl').start({ input, output })": () => {
    const { PassThrough } = require('node:stream');
    require('node:repl').start({ input: new PassThrough(), output: new PassThrough() }).close();
    return 'started';
  },
  "new (require('wasi').WASI)({ version: 'preview1' })": () => typeof new (require('node:wasi').WASI)({ version: 'preview1' }),
  "require('node:sqlite')": () => typeof require('node:sqlite').DatabaseSync,
  "require('node:test')": () => typeof require('node:test').test,
  "require('node:sea').isSea()": () => require('node:sea').isSea(),
  "require('inspector').open(0)": () => { require('node:inspector').open(0, '127.0.0.1'); require('node:inspector').close(); },
  "require('trace_events').createTracing({ categories: ['v8'] })": () =>
    typeof require('node:trace_events').createTracing({ categories: ['v8'] }),
  "require('http2').createServer()": () => outcome(require('node:http2').createServer().listen(0, '127.0.0.1'), 'listening'),
  'vm.measureMemory()': () => typeof vm.measureMemory().then,
  'new v8.Serializer()': () => typeof new v8.Serializer(),
  'new v8.Deserializer(buffer)': () => typeof new v8.Deserializer(v8.serialize(1)),
  'v8.writeHeapSnapshot(file)': () => typeof v8.writeHeapSnapshot(path.join(folder, 'heap')),
  'v8.getHeapSnapshot()': () => typeof v8.getHeapSnapshot(),
  "v8.setFlagsFromString('--no-opt')": () => v8.setFlagsFromString('--no-opt'),
  'v8.startupSnapshot.isBuildingSnapshot()': () => v8.startupSnapshot.isBuildingSnapshot(),
  'v8.takeCoverage()': () => v8.takeCoverage(),
  'new net.Socket({ fd })': () => new net.Socket({ fd: fs.openSync(os.devNull, 'r') }).destroy() && 'opened',
  'new net.Socket({ onread })': () => typeof new net.Socket({ onread: { buffer: Buffer.alloc(8), callback() {} } }),
  'net.createServer().listen({ fd })': () => outcome(net.createServer().listen({ fd: fs.openSync(os.devNull, 'r') }), 'listening'),
  'http.createServer({ insecureHTTPParser: true })': () => typeof http.createServer({ insecureHTTPParser: true }),
  'http.createServer().listen({ fd })': () => outcome(http.createServer().listen({ fd: fs.openSync(os.devNull, 'r') }), 'listening'),
  'http.request({ insecureHTTPParser: true })': () => {
    const request = http.request({ insecureHTTPParser: true, port: 1, host: '127.0.0.1' }).on('error', () => {});
    request.destroy();
    return typeof request;
  },
  "crypto.generateKeyPairSync('rsa')": () => keyPair('rsa', { modulusLength: 1024 }),
  "crypto.generateKeyPairSync('rsa-pss')": () => keyPair('rsa-pss', { modulusLength: 1024 }),
  "crypto.generateKeyPairSync('dsa')": () => keyPair('dsa', { modulusLength: 1024, divisorLength: 160 }),
  "crypto.generateKeyPairSync('ec')": () => keyPair('ec', { namedCurve: 'prime256v1' }),
  "crypto.generateKeyPairSync('ec', secp256k1)": () => keyPair('ec', { namedCurve: 'secp256k1' }),
  "crypto.generateKeyPairSync('ed25519')": () => keyPair('ed25519'),
  "crypto.generateKeyPairSync('ed448')": () => keyPair('ed448'),
  "crypto.generateKeyPairSync('x25519')": () => keyPair('x25519'),
  "crypto.generateKeyPairSync('x448')": () => keyPair('x448'),
  "crypto.generateKeyPairSync('dh')": () => keyPair('dh', { group: 'modp14' }),
  'a private key exported with a cipher': () => crypto.generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).slice(0, 37),
  'crypto.publicEncrypt with RSA_NO_PADDING': () => crypto.publicEncrypt({
    key: crypto.generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey, padding: crypto.constants.RSA_NO_PADDING,
  }, Buffer.alloc(128)).length,
  'crypto.privateEncrypt': () => crypto.privateEncrypt(crypto.generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey, Buffer.alloc(8)).length,
  'crypto.createDiffieHellman(512)': () => typeof crypto.createDiffieHellman(512),
  "crypto.createDiffieHellmanGroup('modp14')": () => typeof crypto.createDiffieHellmanGroup('modp14'),
  "crypto.getDiffieHellman('modp14')": () => typeof crypto.getDiffieHellman('modp14'),
  'crypto.checkPrimeSync(7n)': () => crypto.checkPrimeSync(7n),
  'crypto.generatePrimeSync(32)': () => crypto.generatePrimeSync(32).byteLength,
  'crypto.Certificate()': () => typeof crypto.Certificate(),
  "new crypto.X509Certificate('')": () => new crypto.X509Certificate(''),
  'crypto.setFips(false)': () => crypto.setFips(false),
  "crypto.setEngine('none')": () => crypto.setEngine('none'),
  "dns.setServers(['127.0.0.1'])": () => dns.setServers(['127.0.0.1']),
  'dns.promises.setServers': () => dns.promises.setServers(['127.0.0.1']),
  "new dns.Resolver().resolveMx('localhost')": () => new Promise((resolve) => {
    const resolver = new dns.Resolver({ timeout: 50, tries: 1 });
    resolver.setServers(['127.0.0.1:9']);
    resolver.resolveMx('localhost', (error) => resolve(error.code));
  }),
  "require('child_process').fork(file)": () => outcome(require('node:child_process').fork(path.join(folder, 'first.js'), { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] }), 'spawn'),
  "spawn(…, { stdio: ['pipe', 'pipe', 'pipe', 'ipc'] })": () => child({ stdio: ['pipe', 'pipe', 'pipe', 'ipc'] }),
  "spawn(…, { stdio: ['pipe', 'pipe', 'pipe', 'pipe'] })": () => child({ stdio: ['pipe', 'pipe', 'pipe', 'pipe'] }),
  'spawn(…, { stdio: [descriptor] })': () => child({ stdio: ['ignore', fs.openSync(path.join(folder, 'out'), 'w'), 'ignore'] }),
  'spawn(…, { uid })': () => child({ uid: process.getuid() }),
  'spawn(…, { argv0 })': () => child({ argv0: 'other' }),
  'tls.createSecurePair()': () => typeof tls.createSecurePair(),
  "tls.createSecureContext({ maxVersion: 'TLSv1.1' })": () => typeof tls.createSecureContext({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1' }),
  'tls.createSecureContext({ dhparam })': () => typeof tls.createSecureContext({ dhparam: 'auto' }),
  "tls.createServer().addContext('name', {})": () => tls.createServer().addContext('name', {}),
  'tls.createServer({ SNICallback })': () => typeof tls.createServer({ SNICallback() {} }),
  'new tls.TLSSocket(stream)': () => typeof new tls.TLSSocket(new (require('node:stream').Duplex)({ read() {}, write() {} })),
  'new tls.TLSSocket().getFinished()': () => typeof new tls.TLSSocket().getFinished(),
  'zlib.createDeflateRaw({ windowBits: 9 })': () => typeof zlib.createDeflateRaw({ windowBits: 9 }),
  'zlib.createBrotliCompress with a large window': () => typeof zlib.createBrotliCompress({ params: { [zlib.constants.BROTLI_PARAM_LARGE_WINDOW]: 1 } }),
  'zlib.createZstdCompress()': () => typeof zlib.createZstdCompress(),
  'new EventEmitter().captureRejections': () => typeof new EventEmitter({ captureRejections: true }),
};

function told(value) {
  if (value instanceof Error) return [value.code ?? value.name, value.message.split('\n')[0].replaceAll(folder, '<dir>')].join(': ');
  return String(value);
}

async function main() {
  if (process.env.CALLS_CHILD) process.exit(0);
  for (const [name, call] of Object.entries(calls)) {
    let answer;
    try {
      answer = await call();
    } catch (error) {
      answer = error;
    }
    process.stdout.write(`${name}\t${told(answer)}\n`);
  }
  process.exit(0);
}

main();
