'use strict';

// How many bytes a socket has carried, before and after its connection was taken over.

const fs = require('fs'),
  http = require('http'),
  net = require('net');
const out = [];
const log = (...values) => out.push(values.join(' '));
const HEAD = 'HTTP/1.1 101 S\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n';

const server = http.createServer((request, response) => {
  const { socket } = request;
  log('answer', socket.bytesRead, socket.bytesWritten);
  response.sendDate = false;
  response.write('abc');
  log('part', socket.bytesWritten);
  response.end('x');
  log('whole', socket.bytesWritten);
});

server.on('upgrade', (request, socket, head) => {
  const count = () => [socket.bytesRead, socket.bytesWritten, socket.writableLength > 0].join(' ');
  log('taken over', count(), head.length);
  socket.write(HEAD);
  log('head', count());
  socket.write('x'.repeat(100));
  log('text', count());
  socket.once('data', (data) => {
    log('data', String(data), count());
    socket.cork();
    socket.write('held');
    socket.write('back');
    log('corked', count());
    socket.uncork();
    log('uncorked', count());
    // More than the kernel takes at once: what waits counts as written.
    socket.write(Buffer.alloc(32 << 20));
    socket.write(Buffer.alloc(10));
    log('large', count());
    socket.end('bye');
    log('ended', count());
  });
  socket.on('close', () => {
    log('closed', count());
    server.close(() => fs.writeFileSync(process.env.OUT, out.join('\n')));
  });
});

server.listen(0, () => {
  const { port } = server.address();
  http.get({ port, agent: false, headers: { host: 'x' } }, (response) => response.resume().on('end', () => {
    const client = net.connect(port, () => client.write('GET / HTTP/1.1\r\nHost: x\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'));
    let got = 0;
    client.on('data', (data) => {
      if (got < HEAD.length + 100 && got + data.length >= HEAD.length + 100) client.write('hello');
      got += data.length;
    });
    client.on('end', () => {
      log('client', got);
      client.end();
    });
  }));
});
