'use strict';

// node soak.js PORT MINUTES RATE: so many requests a second, of all that soak-server.js has, each answer verified; the heap
// after a collection each half minute. It says by how much the lowest of the last third differs from that of the first, after a
// warm-up: what requests under way hold comes and goes.

const crypto = require('crypto');
const http = require('http');
const net = require('net');
const zlib = require('zlib');

const [port, minutes, rate] = process.argv.slice(2).map(Number);
const USERS = 50;
const agent = new http.Agent({ keepAlive: true, maxSockets: 32 });
const counts = {};
const wrong = [];
const random = (n) => Math.floor(Math.random() * n);

function ask(method, path, { headers = {}, body, abort } = {}) {
  return new Promise((resolve, reject) => {
    const req = http.request({ host: '127.0.0.1', port, method, path, agent, headers }, (res) => {
      const parts = [];
      res.on('data', (part) => {
        parts.push(part);
        if (abort) res.destroy();
      });
      res.on('close', () => resolve({ status: res.statusCode, headers: res.headers, body: Buffer.concat(parts) }));
    });
    req.on('error', reject);
    req.end(body);
  });
}

function check(name, right) {
  counts[name] = (counts[name] || 0) + 1;
  if (!right) wrong.push(name);
}

const users = Array.from({ length: USERS }, (_, i) => ({ name: `user ${i}`, cookie: '', visits: 0, busy: false }));
const json = (value) => ({ headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(value) });

async function visit() {
  const user = users[random(USERS)];
  if (user.busy) return;
  user.busy = true;
  const headers = { Cookie: user.cookie };
  if (user.cookie === '') {
    const res = await ask('POST', '/login', json({ name: user.name }));
    user.cookie = String(res.headers['set-cookie']).split(';')[0];
    user.visits = 0;
    check('login', JSON.parse(res.body).name === user.name);
  } else if (random(20) === 0) {
    check('logout', (await ask('POST', '/logout', { headers })).status === 204);
    user.cookie = '';
  } else {
    const seen = JSON.parse((await ask('GET', '/visit', { headers })).body);
    check('visit', seen.name === user.name && seen.visits === ++user.visits);
  }
  user.busy = false;
}

async function upload() {
  const body = crypto.randomBytes(1 + random(200000));
  const res = await ask('POST', '/upload', { body });
  check('upload', res.headers['x-hash'] === crypto.createHash('sha1').update(body).digest('hex') && res.body.equals(body));
}

/** A body that its client does not send to the end. */
function broken() {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => {
      socket.write('POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\nhalf');
      setTimeout(() => socket.resetAndDestroy(), 20);
    });
    socket.on('error', () => {}).on('close', () => {
      check('broken upload', true);
      resolve();
    });
  });
}

const kinds = [
  visit, visit, visit, visit, visit, upload, broken,
  async () => check('stream', (await ask('GET', '/stream/5')).body.toString().split('\n').length === 6),
  async () => check('stream, left', (await ask('GET', '/stream/500', { abort: true })).status === 200),
  async () => check('zipped', zlib.gunzipSync((await ask('GET', '/zipped')).body).length === 100000),
  async () => check('throw', (await ask('GET', '/throw')).status === 500),
  async () => check('reject', JSON.parse((await ask('GET', '/reject')).body).message === 'rejected'),
  async () => check('too large', (await ask('POST', '/form', {
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: `a=${'b'.repeat(2000)}`,
  })).status === 413),
  async () => check('form', JSON.parse((await ask('POST', '/form', {
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: 'a[b]=c&d=1',
  })).body).a.b === 'c'),
  async () => check('none', (await ask('GET', `/none/${random(1e6)}`)).status === 404),
];

async function state() {
  return JSON.parse((await ask('GET', '/state')).body);
}

const lowest = (states) => Math.min(...states.map((state) => state.heap));

async function main() {
  const end = Date.now() + minutes * 60000;
  const states = [];
  let sent = 0;
  let told = 0;
  let looked = Date.now();
  const begun = Date.now();
  let passed = begun;
  let due = 0;
  while (Date.now() < end) {
    // Two minutes to get warm, from a tenth of the rate on.
    const seconds = (Date.now() - passed) / 1000;
    passed = Date.now();
    due += seconds * rate * Math.min(1, 0.1 + (passed - begun) / 120000);
    for (; sent < due; sent++) {
      const kind = kinds[random(kinds.length)];
      kind().catch((error) => wrong.push(`${kind.name}: ${error}`));
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (Date.now() - looked > 30000) {
      looked = Date.now();
      const now = await state();
      states.push(now);
      const megabytes = (n) => (n / 1048576).toFixed(1);
      console.log(`${Math.round((looked - begun) / 1000)} s: ${sent} sent, ${wrong.length} wrong, heap ${megabytes(now.heap)} MB, `
        + `resident ${megabytes(now.rss)} MB, ${now.files} files`);
      if (wrong.length > told) console.log(wrong.slice(told, told + 5).join('\n'));
      told = wrong.length;
    }
  }
  const warm = states.slice(Math.floor(states.length / 5));
  const third = Math.max(1, Math.floor(warm.length / 3));
  const [first, last] = [lowest(warm.slice(0, third)), lowest(warm.slice(-third))];
  console.log(JSON.stringify(counts));
  console.log(`heap ${(first / 1048576).toFixed(1)} MB, at the end ${(last / 1048576).toFixed(1)} MB: ${((last / first - 1) * 100).toFixed(1)} %; wrong: ${wrong.length}`);
  process.exit(wrong.length ? 1 : 0);
}

main();
