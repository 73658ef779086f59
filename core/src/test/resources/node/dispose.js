'use strict';

// Symbol.dispose and Symbol.asyncDispose, and what has them.

const fs = require('fs');
const net = require('net');
const http = require('http');
const stream = require('stream');
const { spawn, ChildProcess } = require('child_process');
const dgram = require('dgram');
const readline = require('readline');

const lines = [];
const log = (...values) => lines.push(values.map((value) => (typeof value === 'string' ? value : require('util').inspect(value))).join(' '));
const { dispose, asyncDispose } = Symbol;

log(dispose, asyncDispose, Symbol.keyFor(dispose), Symbol.keyFor(asyncDispose), Object.getOwnPropertyDescriptor(Symbol, 'dispose'));
const timer = setTimeout(() => log('too late'), 1);
const immediate = setImmediate(() => log('too late'));
const has = (name, object) => log(name, typeof object[dispose], typeof object[asyncDispose]);
for (const [name, object] of Object.entries({
  timer, immediate, netServer: net.Server.prototype, httpServer: http.Server.prototype, readable: stream.Readable.prototype,
  writable: stream.Writable.prototype, duplex: stream.Duplex.prototype, child: ChildProcess.prototype, dgram: dgram.Socket.prototype,
  dir: fs.Dir.prototype, readline: readline.Interface.prototype,
})) has(name, object);
timer[dispose]();
immediate[dispose]();

async function main() {
  const handle = await fs.promises.open(__filename);
  await handle[asyncDispose]();
  log(handle.fd);
  const dir = fs.opendirSync('.');
  dir[dispose]();
  dir[dispose]();
  try { dir.readSync(); } catch (error) { log(error.code); }
  const other = await fs.promises.opendir('.');
  await other[asyncDispose]();
  await other[asyncDispose]();
  const server = http.createServer();
  await new Promise((resolve) => server.listen(0, resolve));
  await server[asyncDispose]();
  log(server.listening);
  const readable = stream.Readable.from(['x']);
  await readable[asyncDispose]();
  log(readable.destroyed, readable.errored?.name);
  const writable = new stream.Writable({ write() {} });
  await writable[asyncDispose]();
  log(writable.destroyed, writable.errored?.name);
  const ended = new stream.Writable({ write(chunk, encoding, done) { done(); } });
  ended.end('x');
  await stream.promises.finished(ended);
  await ended[asyncDispose]();
  log(ended.errored);
  const lineReader = readline.createInterface({ input: stream.Readable.from(['a']) });
  lineReader[dispose]();
  log(lineReader.closed);
  const child = spawn('sleep', ['30']);
  const gone = new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal)));
  child[dispose]();
  log(await gone);
}

main().catch((error) => log('failed', error)).then(() => fs.writeFileSync(process.env.OUT, `${lines.join('\n')}\n`));
