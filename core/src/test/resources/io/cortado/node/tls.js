'use strict';

const tls = require('tls');
const https = require('https');
const fs = require('fs');
const path = require('path');

const key = fs.readFileSync(path.join(process.env.PEM, 'localhost-key.pem'));
const cert = fs.readFileSync(path.join(process.env.PEM, 'localhost-cert.pem'));
const server = tls.createServer({ key, cert, ALPNProtocols: ['h2', 'http/1.1'] }, (c) => {
  c.on('error', () => {});
  c.on('data', (d) => (/^GET/.test(d) ? c.end('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello') : c.write(`echo:${d}`)));
});
const failure = (options) => new Promise((r) => tls.connect(options).on('error', (e) => { out(e.code, e.message); r(); }));
server.on('tlsClientError', () => {});
server.listen(0, '127.0.0.1', async () => {
  const { port } = server.address();
  const base = { port, host: '127.0.0.1' };
  await new Promise((r) => {
    const c = tls.connect({ ...base, servername: 'localhost', ca: cert, ALPNProtocols: ['http/1.1'] }, () => {
      out(c.authorized, c.getProtocol(), c.getCipher().name, c.alpnProtocol, c.encrypted);
      const peer = c.getPeerCertificate();
      out(peer.subject.CN, peer.subjectaltname, peer.fingerprint256, peer.serialNumber, peer.valid_from);
      c.write('hi');
    });
    c.on('data', (d) => { out(String(d)); c.end(); });
    c.on('close', r);
  });
  await failure({ ...base });
  await failure({ ...base, ca: cert, servername: 'other.example' });
  await new Promise((r) => https.get({ ...base, ca: cert, agent: false }, (m) => {
    m.on('data', (d) => out(m.statusCode, String(d)));
    m.on('end', r);
  }));
  server.close();
});
