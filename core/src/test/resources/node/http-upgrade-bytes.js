'use strict';

// How many bytes a socket has carried, before and after its connection was taken over.

const http = require('http'),
  net = require('net');
const HEAD = 'HTTP/1.1 101 S\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n';

const server = http.createServer((request, response) => {
  const { socket } = request;
  console.log('answer', socket.bytesRead, socket.bytesWritten);
  response.sendDate = false;
  response.write('abc');
  console.log('part', socket.bytesWritten);
  response.end('x');
  console.log('whole', socket.bytesWritten);
});

server.on('upgrade', (request, socket, head) => {
  const count = () => [socket.bytesRead, socket.bytesWritten, socket.writableLength > 0].join(' ');
  console.log('taken over', count(), head.length);
  socket.write(HEAD);
  console.log('head', count());
  socket.write('x'.repeat(100));
  console.log('text', count());
  socket.once('data', (data) => {
    console.log('data', String(data), count());
    socket.cork();
    socket.write('held');
    socket.write('back');
    console.log('corked', count());
    socket.uncork();
    console.log('uncorked', count());
    // More than the kernel takes at once: what waits counts as written.
    socket.write(Buffer.alloc(32 << 20));
    socket.write(Buffer.alloc(10));
    console.log('large', count());
    socket.end('bye');
    console.log('ended', count());
  });
  socket.on('close', () => {
    console.log('closed', count());
    server.close();
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
      console.log('client', got);
      client.end();
    });
  }));
});
