'use strict';

// HTTP/2 over TLS: what is agreed on, strangers, HTTP/1 beside it, sockets that are given.
const http2 = require('http2');
const https = require('https');
const net = require('net');
const tls = require('tls');
const fs = require('fs');
const path = require('path');

const read = (name) => fs.readFileSync(path.join(process.env.PEM, name));
const [key, cert] = [read('localhost-key.pem'), read('localhost-cert.pem')];

const server = http2.createSecureServer({ key, cert, allowHTTP1: true }, (req, res) => {
  res.end(`${req.httpVersion} ${req.socket.encrypted} ${req.socket.alpnProtocol}`);
});

const get = (session, headers) => new Promise((resolve) => {
  let text = '';
  const stream = session.request(headers);
  stream.on('data', (part) => { text += part; });
  stream.on('end', () => resolve(text));
  stream.on('error', (error) => resolve(`${error.code} ${error.message}`));
});

server.listen(0, async () => {
  const { port } = server.address();
  const client = http2.connect(`https://localhost:${port}`, { ca: cert });
  out(await get(client), client.alpnProtocol, client.encrypted, client.originSet.join().replace(port, 'PORT'), client.socket.authorized);
  client.close();
  await new Promise((resolve) => client.on('close', resolve));

  const stranger = http2.connect(`https://localhost:${port}`);
  stranger.on('error', (error) => out('stranger', error.code));
  out(await get(stranger));

  const own = http2.connect(`https://localhost:${port}`, {
    createConnection: () => tls.connect({ port, host: 'localhost', ca: cert, ALPNProtocols: ['h2'] }),
  });
  out('own', await get(own));
  own.destroy();

  await new Promise((resolve) => https.get({ port, host: 'localhost', ca: cert }, (res) => {
    res.on('data', (part) => out('https', String(part)));
    res.on('end', resolve);
  }));

  const other = http2.connect(`http://localhost:${port}`);
  other.on('error', (error) => out('plain', typeof error.code));
  await get(other);

  // A session of a server's over whatever socket there is.
  const door = net.createServer((socket) => {
    const session = http2.performServerHandshake(socket);
    out(session.constructor.name, session.type);
    session.on('stream', (stream, headers) => {
      stream.respond({ ':status': 202 });
      stream.end(`by hand ${headers[':path']}`);
    });
  });
  await new Promise((resolve) => door.listen(0, resolve));
  const hand = http2.connect(`http://localhost:${door.address().port}`);
  out(await get(hand, { ':path': '/hand' }));
  hand.close();
  door.close();
  server.close(() => out('closed'));
});
