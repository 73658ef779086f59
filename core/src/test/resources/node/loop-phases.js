'use strict';
// What comes first in a turn of the loop: immediates of callbacks of sockets and files, timers, or what peers answer.
const fs = require('fs');
const http = require('http');
const net = require('net');

const lines = [];
const log = (...words) => lines.push(words.join(' '));

function busy(milliseconds) {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

function both(name) {
  setTimeout(() => log(name, 'timeout'), 0);
  setImmediate(() => log(name, 'immediate'));
  busy(5);
}

function files() {
  return new Promise((resolve) => {
    fs.readFile(__filename, () => {
      log('file read');
      both('file');
      setTimeout(resolve, 20);
    });
    busy(20);
    setImmediate(() => log('file immediate of before'));
  });
}

async function promised() {
  const read = fs.promises.readFile(__filename, 'utf8').then(() => log('promise read'));
  busy(20);
  setImmediate(() => log('promise immediate of before'));
  await read;
}

function sockets() {
  return new Promise((resolve) => {
    const server = net.createServer((socket) => {
      socket.on('data', () => {
        log('socket data');
        setImmediate(() => log('socket immediate'));
        socket.write('x');
        busy(20);
      });
    }).listen(0, '127.0.0.1', () => {
      let answers = 0;
      const client = net.connect(server.address().port, '127.0.0.1', () => client.write('q'));
      client.on('data', () => {
        log('socket answer');
        if (++answers < 3) {
          client.write('q');
        } else {
          client.end();
          server.close(resolve);
        }
      });
    });
  });
}

function requests() {
  return new Promise((resolve) => {
    const server = http.createServer((req, res) => {
      log(req.url);
      res.end('x');
      both(req.url);
    }).listen(0, '127.0.0.1', async () => {
      for (const path of ['/1', '/2', '/3']) {
        await new Promise((done) => {
          http.get({ host: '127.0.0.1', port: server.address().port, path, agent: false }, (res) => {
            res.on('end', () => setTimeout(done, 20)).resume();
          });
        });
      }
      server.close(resolve);
    });
  });
}

files().then(promised).then(sockets).then(requests)
  .then(() => fs.writeFileSync(process.env.OUT, `${lines.join('\n')}\n`));
