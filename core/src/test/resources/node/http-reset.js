'use strict';

// A client resets its connection while the server writes, or before it: which errors reach whom, with their call.

const http = require('http');
const net = require('net');

const lines = [];
const server = http.createServer((req, res) => {
  const say = (...values) => lines.push(`${req.url} ${values.join(' ')}`);
  req.on('error', (error) => say('request', error.code, error.message));
  res.on('error', (error) => say('response', error.code));
  res.on('close', () => say('closed'));
  // Whether the write or a read finds out first is the kernel's to say, unless nothing is written.
  req.socket.on('error', (error) => say('socket', error.code, req.url === '/waiting' ? error.syscall : '', error.errno));
  req.socket.on('close', (failed) => {
    say('socket closed', failed);
    next();
  });
  if (req.url === '/written') {
    res.write('a');
    client.resetAndDestroy();
  } else if (req.url === '/waiting') {
    client.resetAndDestroy();
  } else {
    res.write('a'.repeat(1 << 20));
    client.resetAndDestroy();
  }
});

const wanted = ['/written', '/waiting', '/large'];
let client;

function next() {
  const url = wanted.shift();
  if (url === undefined) {
    server.close();
    require('fs').writeFileSync(process.env.OUT, lines.join('\n'));
    return;
  }
  client = net.connect(server.address().port, '127.0.0.1');
  client.write(`GET ${url} HTTP/1.1\r\nHost: a\r\n\r\n`);
}

server.listen(0, '127.0.0.1', next);
