'use strict';

// An app with a handler for each way to misbehave; attack.js is its client. Runs on Cortado and on Node. With PEM=folder, of
// key.pem and cert.pem, it speaks TLS: HTTP/1 and HTTP/2.

const fs = require('fs');
const http = require('http');
const http2 = require('http2');

const chunk = Buffer.alloc(65536, 'a');
const large = Buffer.alloc(20 << 20, 'b');
let open = 0;

/** Writes until it is told to stop, `parts` times or for ever. */
function pour(res, parts) {
  let left = parts;
  open++;
  res.on('close', () => open--);
  const go = () => {
    while (left-- > 0) if (!res.write(chunk)) return res.once('drain', go);
    return res.end();
  };
  go();
}

/** Bytes of the heap that are in use after a collection; Node needs --expose-gc. */
function heap() {
  for (let i = 0; i < 3; i++) {
    if (globalThis.gc) globalThis.gc();
    else Java.type('java.lang.System').gc();
  }
  return process.memoryUsage().heapUsed;
}

const handlers = {
  '/endless': (req, res) => pour(res, Infinity),
  '/finite': (req, res) => pour(res, 320),
  '/large': (req, res) => res.end(large),
  '/wait': () => {},
  '/open': (req, res) => res.end(String(open)),
  '/heap': (req, res) => res.end(String(heap())),
  '/cpu': (req, res) => res.end(JSON.stringify(process.cpuUsage())),
  '/loop': () => {
    for (;;);
  },
  '/memory': () => {
    const kept = [];
    for (;;) kept.push(new Array(100000).fill(Math.random()));
  },
  '/depth': (req, res) => {
    const start = performance.now();
    let frames = 0;
    const call = () => {
      frames++;
      call();
    };
    try {
      call();
    } catch (error) {
      res.end(`${error.message} after ${frames} calls and ${Math.round(performance.now() - start)} ms`);
    }
  },
};

const listener = (req, res) => (handlers[req.url] || ((_, response) => response.end('ok')))(req, res);
const pem = (name) => fs.readFileSync(`${process.env.PEM}/${name}.pem`);
const server = process.env.PEM
  ? http2.createSecureServer({ key: pem('key'), cert: pem('cert'), allowHTTP1: true }, listener)
  : http.createServer({ keepAliveTimeout: Number(process.env.KEEP_ALIVE) || 5000 }, listener);
server.listen(Number(process.env.PORT) || 0, '127.0.0.1', () => console.log(server.address().port));
