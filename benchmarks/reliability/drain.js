'use strict';

// node drain.js COMMAND [ARGUMENT...]: two upstreams started by that command (bin/cortado, or node) behind nginx; each is told
// to end by SIGTERM, and started again, four times in turn, while requests come. Says how many had no answer of an upstream.
// OWN=1: the app has a handler of SIGTERM of its own. POSTs too: nginx sends them to one upstream only.

const { spawn, execFileSync } = require('child_process');
const fs = require('fs');
const http = require('http');
const net = require('net');
const os = require('os');
const path = require('path');

const command = process.argv.slice(2);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'drain-'));
const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const outcomes = {};
const running = new Map();

function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function start(name, port) {
  return new Promise((resolve, reject) => {
    const child = spawn(command[0], [...command.slice(1), path.join(__dirname, 'drain-server.js')], {
      env: { ...process.env, PORT: port, NAME: name }, stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.stdout.once('data', () => resolve(child));
    child.once('error', reject);
    running.set(name, child);
  });
}

function end(name) {
  const child = running.get(name);
  const begun = Date.now();
  child.kill('SIGTERM');
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve(`${name} ${signal || code} in ${Date.now() - begun} ms`)));
}

function ask(port, method) {
  return new Promise((resolve) => {
    const req = http.request({ host: '127.0.0.1', port, method, agent }, (res) => {
      let text = '';
      res.on('data', (part) => (text += part)).on('end', () => resolve(res.statusCode === 200 ? text : String(res.statusCode)));
    });
    req.on('error', (error) => resolve(error.code)).end(method === 'POST' ? 'body' : undefined);
  });
}

async function main() {
  const [front, one, two] = [await freePort(), await freePort(), await freePort()];
  fs.writeFileSync(path.join(folder, 'nginx.conf'), `
    daemon off; pid ${folder}/pid; error_log ${folder}/error.log; worker_processes 1;
    events { worker_connections 512; }
    http {
      access_log off;
      client_body_temp_path ${folder}/a; proxy_temp_path ${folder}/b; fastcgi_temp_path ${folder}/c;
      uwsgi_temp_path ${folder}/d; scgi_temp_path ${folder}/e;
      upstream app { server 127.0.0.1:${one} max_fails=0; server 127.0.0.1:${two} max_fails=0; keepalive 32; keepalive_requests 50; }
      server {
        listen 127.0.0.1:${front};
        location / { proxy_pass http://app; proxy_http_version 1.1; proxy_set_header Connection ""; }
      }
    }`);
  await start('one', one);
  await start('two', two);
  const nginx = spawn('nginx', ['-c', path.join(folder, 'nginx.conf'), '-p', folder], { stdio: 'ignore' });
  for (let i = 0; i < 100 && await ask(front, 'GET') === 'ECONNREFUSED'; i++) await sleep(50);
  let stopped = false;
  const client = async (method) => {
    while (!stopped) {
      const outcome = `${method} ${await ask(front, method)}`;
      outcomes[outcome] = (outcomes[outcome] || 0) + 1;
    }
  };
  const clients = Array.from({ length: 12 }, (_, i) => client(i % 4 ? 'GET' : 'POST'));
  for (let round = 0; round < 4; round++) {
    for (const [name, port] of [['one', one], ['two', two]]) {
      await sleep(1500);
      console.log(await end(name));
      await start(name, port);
    }
  }
  await sleep(500);
  stopped = true;
  await Promise.all(clients);
  nginx.kill('SIGQUIT');
  for (const child of running.values()) child.kill('SIGTERM');
  console.log(JSON.stringify(outcomes));
  console.log(fs.readFileSync(path.join(folder, 'error.log'), 'utf8').split('\n').slice(0, 3).join('\n'));
  execFileSync('rm', ['-r', folder]);
  process.exit();
}

main();
