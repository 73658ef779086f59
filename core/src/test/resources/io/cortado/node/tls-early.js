'use strict';

// peers that leave in the middle of the handshake
const tls = require('tls');
const net = require('net');
const fs = require('fs');
const path = require('path');

const key = fs.readFileSync(path.join(process.env.PEM, 'localhost-key.pem'));
const cert = fs.readFileSync(path.join(process.env.PEM, 'localhost-cert.pem'));
const server = tls.createServer({ key, cert }, () => out('never'));
server.on('tlsClientError', (error, socket) => out('tlsClientError', error.code, error.message, socket.destroyed));

const leave = (bytes) => new Promise((resolve) => {
  const failed = new Promise((seen) => server.once('tlsClientError', seen));
  const client = net.connect(server.address().port, '127.0.0.1', () => (bytes ? client.end(bytes) : client.end()));
  client.resume().on('close', () => failed.then(resolve));
});

server.listen(0, '127.0.0.1', async () => {
  await leave(null);
  await leave(Buffer.from([0x16, 3, 1, 0, 100]));
  const silent = net.createServer((socket) => socket.once('data', () => socket.end()));
  await new Promise((resolve) => silent.listen(0, '127.0.0.1', resolve));
  tls.connect(silent.address().port, '127.0.0.1').on('error', (error) => {
    out(error.code, error.message);
    silent.close();
    server.close(() => out('closed'));
  });
});
