'use strict';

const https = require('https');
const tls = require('tls');
const fs = require('fs');
const path = require('path');

const key = fs.readFileSync(path.join(process.env.PEM, 'localhost-key.pem'));
const cert = fs.readFileSync(path.join(process.env.PEM, 'localhost-cert.pem'));

const server = https.createServer({ key, cert }, (req, res) => {
  const { socket } = req;
  out(req.method, req.url, socket.encrypted, socket instanceof tls.TLSSocket, socket.authorized, socket.getProtocol());
  if (req.url === '/echo') req.pipe(res);
  else res.end('hello');
});
out(server instanceof tls.Server, server.keepAliveTimeout, server.requestTimeout);
server.on('upgrade', (req, socket) => socket.end('HTTP/1.1 101 Yes\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\nraw'));

server.listen(0, async () => {
  const base = { port: server.address().port, host: 'localhost', ca: cert };
  const send = (options, body) => new Promise((resolve) => {
    const request = https.request({ ...base, ...options }, (res) => {
      let text = '';
      res.on('data', (d) => { text += d; });
      res.on('end', () => resolve(out(res.statusCode, res.headers.connection, text.length, text.slice(0, 10))));
    });
    request.on('error', (error) => resolve(out(error.code)));
    request.on('upgrade', (res, socket) => socket.on('data', (d) => out(String(d))).on('close', resolve));
    request.end(body);
  });
  await send({ agent: false });
  const agent = new https.Agent({ keepAlive: true });
  await send({ agent });
  await send({ agent, path: '/echo', method: 'POST' }, Buffer.alloc(300000, 'z'));
  agent.destroy();
  await send({ agent: false, ca: undefined });
  await send({ agent: false, headers: { Connection: 'upgrade', Upgrade: 'x' } });
  server.close(() => out('closed'));
});
