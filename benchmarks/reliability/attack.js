'use strict';

// node attack.js PORT KIND N [--tls] [--h2]: what the slowest of other clients waits while N misbehave in one way. server.js is
// their server, with PEM=folder for --tls; --h2 is over TLS, and its clients each have a session.

const http = require('http');
const http2 = require('http2');
const https = require('https');
const net = require('net');
const tls = require('tls');

const [port, kind, count, ...flags] = process.argv.slice(2);
const N = Number(count);
const h2 = flags.includes('--h2');
const secure = h2 || flags.includes('--tls');
const protocol = secure ? https : http;
const agent = new protocol.Agent({ keepAlive: true, maxSockets: 1, rejectUnauthorized: false });
const HEAD = ' HTTP/1.1\r\nHost: a\r\n';
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function get(path) {
  return new Promise((resolve, reject) => {
    protocol.get({ port, path, agent, host: '127.0.0.1' }, (res) => {
      let text = '';
      res.on('data', (part) => (text += part)).on('end', () => resolve(text));
    }).on('error', reject);
  });
}

/** A connection, and the one below it where it speaks TLS. */
function connect(text) {
  return new Promise((resolve) => {
    const ready = () => {
      socket.write(text);
      resolve(socket);
    };
    const raw = net.connect(port, '127.0.0.1', secure ? undefined : ready);
    const socket = secure ? tls.connect({ socket: raw, rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] }, ready) : raw;
    socket.raw = raw;
    raw.on('error', () => resolve(socket));
    socket.on('error', () => resolve(socket));
  });
}

/** A connection on which nobody shakes hands. */
function connectRaw(bytes) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => {
      socket.write(bytes);
      resolve(socket);
    });
    socket.on('error', () => {});
    socket.raw = socket.resume();
  });
}

/** A session with a stream that nobody reads. */
function session(path) {
  return new Promise((resolve) => {
    let raw;
    const client = http2.connect(`https://127.0.0.1:${port}`, {
      createConnection() {
        raw = net.connect(port, '127.0.0.1');
        raw.on('error', () => {});
        return tls.connect({ socket: raw, rejectUnauthorized: false, ALPNProtocols: ['h2'] }).on('error', () => {});
      },
    });
    client.on('error', () => {});
    client.on('connect', () => {
      client.setLocalWindowSize?.(1 << 30);
      client.settings({ initialWindowSize: 1 << 30 }, () => {
        if (path !== undefined) client.request({ ':path': path }).on('error', () => {});
        resolve({ client, pause: () => ({ resetAndDestroy: () => raw.resetAndDestroy() }) });
      });
    });
  });
}

const times = (make) => Promise.all(Array.from({ length: N }, make));
const all = (text) => times(() => connect(text));

async function drip(text, part) {
  const sockets = await all(text);
  for (let i = 0; i < 30; i++) {
    for (const socket of sockets) socket.write(part);
    await sleep(50);
  }
}

/** Clients that do not read, and then are gone. */
async function vanish(path) {
  const clients = await (h2 ? times(() => session(path)) : all(`GET ${path}${HEAD}\r\n`));
  const sockets = clients.map((client) => {
    client.pause();
    return client.raw ?? client.pause();
  });
  await sleep(1500);
  const stalled = slowest;
  slowest = 0;
  for (const socket of sockets) socket.resetAndDestroy();
  await sleep(1500);
  return `, ${Math.round(stalled)} ms before they were gone`;
}

/** Connections that have asked once and then rest: what they cost, and whether each still answers after a while. */
async function rest() {
  const before = Number(await get('/heap'));
  const sockets = [];
  let cut = 0;
  for (let i = 0; i < N; i += 100) {
    const some = await Promise.all(Array.from({ length: Math.min(100, N - i) }, () => connect(`GET /ok${HEAD}\r\n`)));
    await Promise.all(some.map((socket) => new Promise((resolve) => socket.once('data', resolve))));
    sockets.push(...some);
  }
  for (const socket of sockets) socket.on('close', () => cut++);
  const after = Number(await get('/heap'));
  slowest = 0;
  await sleep(Number(process.env.REST) || 20000);
  const waited = slowest;
  let answered = 0;
  for (const socket of sockets) {
    socket.on('data', (data) => (answered += data.includes('\r\n\r\nok')));
    socket.write(`GET /ok${HEAD}\r\n`);
  }
  for (let i = 0; i < 100 && answered + cut < N; i++) await sleep(100);
  slowest = waited;
  return `, ${((after - before) / N / 1024).toFixed(1)} KB of heap each, ${cut} cut, ${answered} answered again`;
}

const kinds = {
  rest,
  endless: () => vanish('/endless'),
  finite: () => vanish('/finite'),
  large: () => vanish('/large'),
  idle: () => vanish('/ok'),
  waiting: () => vanish('/wait'),
  head: () => drip('GET /ok HTTP/1.1\r\nHost: a\r\nX: ', 'a'),
  chunks: () => drip(`POST /ok${HEAD}Transfer-Encoding: chunked\r\n\r\n`, '1\r\na\r\n'),
  flood: async () => {
    if (h2) {
      for (const { client } of await times(() => session())) {
        for (let i = 0; i < 2000; i++) client.request({ ':path': '/ok' }).on('error', () => {}).resume();
      }
      return sleep(3000);
    }
    for (const socket of await all(`GET /ok${HEAD}\r\n`.repeat(2000))) socket.resume();
    await sleep(3000);
  },
  lines: async () => {
    await all('\r\n'.repeat(100000));
    await sleep(1000);
  },
  // Streams that are given up as soon as they are asked for; of sessions.
  resets: async () => {
    for (const { client } of await times(() => session())) {
      for (let i = 0; i < 1000; i++) client.request({ ':path': '/wait' }).on('error', () => {}).close(http2.constants.NGHTTP2_CANCEL);
    }
    await sleep(2000);
  },
  // Handshakes that do not go on: the first byte of a hello, and one more each 50 ms; text; whole ones that end at once.
  hello: async () => {
    const bytes = Buffer.from('16030100c8010000c40303', 'hex');
    const sockets = await times(() => connectRaw(bytes.subarray(0, 1)));
    for (let i = 1; i < 30; i++) {
      for (const socket of sockets) socket.write(i < bytes.length ? bytes.subarray(i, i + 1) : '\0');
      await sleep(50);
    }
  },
  garbage: async () => {
    let closed = 0;
    const start = performance.now();
    let last = 0;
    for (const socket of await times(() => connectRaw(`GET /ok${HEAD}\r\n`))) {
      socket.on('close', () => {
        closed++;
        last = performance.now() - start;
      });
    }
    await sleep(1500);
    return `, ${closed} closed within ${Math.round(last)} ms`;
  },
  handshakes: async () => {
    for (const socket of await all('')) socket.destroy();
    await sleep(500);
  },
};

let slowest = 0;
let stopped = false;

async function probe() {
  let probes = 0;
  while (!stopped) {
    const start = performance.now();
    if (await get('/ok') !== 'ok') throw new Error('a wrong answer');
    slowest = Math.max(slowest, performance.now() - start);
    probes++;
    await sleep(5);
  }
  return probes;
}

async function main() {
  for (let i = 0; i < 50; i++) await get('/ok');
  const before = JSON.parse(await get('/cpu'));
  const probing = probe();
  const note = await kinds[kind]() ?? '';
  stopped = true;
  const probes = await probing;
  const after = JSON.parse(await get('/cpu'));
  const cpu = Math.round((after.user + after.system - before.user - before.system) / 1000);
  const how = h2 ? ' over HTTP/2' : secure ? ' over TLS' : '';
  console.log(`${kind} × ${N}${how}: slowest of ${probes} others ${Math.round(slowest)} ms${note}; processor ${cpu} ms; open ${await get('/open')}`);
  process.exit();
}

main();
