'use strict';

const http = require('http');
const net = require('net');
const { Duplex } = require('stream');

const sleep = (ms) => new Promise((r) => setTimeout(r, ms));
const strip = (text) => text.replace(/Date: [^\r]*\r\n/g, '').replace(/\r\n/g, '|');

function raw(port, text, over) {
  return new Promise((resolve) => {
    let got = '';
    const socket = net.connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (d) => {
      got += d;
      if (over && over.test(got)) socket.destroy();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(strip(got)));
  });
}

async function serve(handler, use) {
  const server = http.createServer(handler);
  await new Promise((r) => server.listen(0, '127.0.0.1', r));
  await use(server.address().port, server);
  server.closeAllConnections();
  await new Promise((r) => server.close(r));
}

const three = 'GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\nGET /3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';

function watch(req, res) {
  out('start', req.url, res.socket !== null);
  for (const event of ['socket', 'prefinish', 'finish', 'close']) res.on(event, () => out(req.url, 'res', event));
  for (const event of ['aborted', 'end', 'close']) req.on(event, () => out(req.url, 'req', event));
  req.on('error', (error) => out(req.url, 'req error', error.code));
}

(async () => {
  // responses wait for their turn, requests do not
  await serve((req, res) => {
    watch(req, res);
    if (req.url === '/1') setTimeout(() => res.end('one'), 60);
    else out(res.write('two'), res.end('!') === res, res.writableLength > 0, res.writableFinished);
  }, async (port) => out(await raw(port, three)));

  await serve((req, res) => {
    watch(req, res);
    res.end(req.url);
  }, async (port) => out(await raw(port, three)));

  let client;
  let gone;
  await serve((req, res) => {
    watch(req, res);
    if (req.url === '/1') return;
    req.on('close', () => setTimeout(gone, 20));
    client.destroy();
  }, (port) => new Promise((resolve) => {
    gone = resolve;
    client = net.connect(port, '127.0.0.1', () => client.write('GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n'));
  }));

  await serve((req, res) => res.end('ok'), async (port, server) => {
    server.maxRequestsPerSocket = 1;
    server.on('dropRequest', (req) => out('dropped', req.url));
    out(await raw(port, three.replace('Connection: close\r\n', ''), /503[^]*503[^]*\r\n0\r\n\r\n$/));
  });

  // the socket is a net.Socket
  await serve((req, res) => {
    const { socket } = req;
    out(socket instanceof net.Socket, socket === res.socket, socket.readyState, socket.bytesRead > 0, socket.remoteFamily);
    for (const event of ['finish', 'end', 'close']) socket.on(event, () => out('socket', event));
    res.on('finish', () => out('finish', res.socket, req.socket === socket));
    res.end('x');
  }, async (port) => out(await raw(port, 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')));

  await serve((req) => {
    req.socket.end('HTTP/1.1 299 Raw\r\n\r\nraw');
  }, async (port) => out(await raw(port, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n')));

  await serve((req, res) => {
    watch(req, res);
    req.socket.on('error', (error) => out('socket error', error.message));
    req.socket.on('close', (hadError) => out('socket close', hadError));
    req.socket.destroy(new Error('boom'));
  }, async (port) => out(await raw(port, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n')));

  // every address, named and not
  const [named, unnamed] = ['::', undefined].map((host) => http.createServer().listen({ port: 0, host }));
  named.on('listening', () => {
    out(named.address().address === unnamed.address().address, named.address().family === unnamed.address().family);
    named.close();
    unnamed.close();
  });
  await new Promise((r) => unnamed.on('close', r));

  // any stream can be served
  const server = http.createServer((req, res) => res.end(`${req.method} ${req.url}`));
  let written = '';
  const stream = new Duplex({ read() {}, write(c, e, done) { written += c; done(); } });
  server.emit('connection', stream);
  stream.push('PUT /x HTTP/1.1\r\nHost: a\r\n\r\n');
  await sleep(20);
  out(strip(written));

  const path = `/tmp/http-server-${process.pid}.sock`;
  server.listen(path, () => {
    out(server.address() === path, server instanceof net.Server);
    http.get({ socketPath: path, path: '/unix' }, (res) => res.on('data', (d) => out(String(d))).on('end', () => server.close()));
  });
})();
