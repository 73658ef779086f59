'use strict';

// node clock.js COMMAND [ARGUMENT...]: what a step of the clock by an hour, forth and back, does to an app that this command
// (bin/cortado, or node) runs. clock.c, which is compiled with cc, makes the steps for the app's process alone.

const { execFileSync, spawn } = require('child_process');
const fs = require('fs');
const http = require('http');
const os = require('os');
const path = require('path');

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The app: a timer each 50 ms, one of three seconds, and a server whose connections may rest for a minute. */
function app() {
  let longest = 0;
  let last = performance.now();
  setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 50);
  const server = http.createServer((req, res) => {
    if (req.url === '/timer') {
      const begun = performance.now();
      setTimeout(() => res.end(String(performance.now() - begun)), 3000);
    } else {
      res.end(JSON.stringify({ now: Date.now(), longest }));
      longest = 0;
    }
  });
  server.keepAliveTimeout = 60000;
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));
}

async function main() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clock-'));
  const file = path.join(folder, 'offset');
  const library = path.join(folder, 'clock.so');
  execFileSync('cc', ['-O2', '-shared', '-fPIC', '-o', library, path.join(__dirname, 'clock.c')]);
  fs.writeFileSync(file, '0');
  const [command, ...args] = process.argv.slice(2);
  const child = spawn(command, [...args, __filename], {
    env: { ...process.env, CLOCK_APP: '1', LD_PRELOAD: library, CLOCK_FILE: file }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = Number(await new Promise((resolve) => child.stdout.once('data', (data) => resolve(String(data)))));
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1, keepAliveMsecs: 60000 });
  let connections = 0;
  const ask = (url, kept) => new Promise((resolve, reject) => {
    http.get({ host: '127.0.0.1', port, path: url, agent: kept }, (res) => {
      let text = '';
      res.on('data', (part) => (text += part)).on('end', () => resolve(text));
    }).on('socket', (socket) => (kept && socket.connecting ? connections++ : 0)).on('error', reject);
  });
  for (let i = 0; i < 20; i++) await ask('/', agent);
  for (const step of ['3600', '0', '-3600', '0']) {
    const timer = ask('/timer', false);
    await sleep(500);
    const before = JSON.parse(await ask('/', agent));
    fs.writeFileSync(file, step);
    await sleep(3500);
    const after = JSON.parse(await ask('/', agent));
    console.log(`offset ${step}: the clock moved by ${Math.round((after.now - before.now) / 1000)} s; a timer of 3 s took `
      + `${(Number(await timer) / 1000).toFixed(2)} s, one of 50 ms ${Math.round(after.longest)} ms at most; connections ${connections}`);
  }
  child.kill();
  await new Promise((resolve) => child.once('exit', resolve));
  fs.rmSync(folder, { recursive: true });
  process.exit();
}

if (process.env.CLOCK_APP) app();
else main();
