'use strict';

// A server's side of TLS: names, certificates of clients, protocols, cipher suites, and what becomes of who cannot shake hands.

const https = require('https');
const tls = require('tls');
const net = require('net');
const fs = require('fs');
const path = require('path');

const pem = (name) => fs.readFileSync(path.join(process.env.PEM, name));
const own = { key: pem('localhost-key.pem'), cert: pem('localhost-cert.pem') };
const a = { key: pem('a-key.pem'), cert: pem('a-cert.pem') };
const b = { key: pem('b-key.pem'), cert: pem('b-cert.pem') };

const listening = (server, ...where) => new Promise((resolve) => {
  server.listen(...(where.length > 0 ? where : [0, '127.0.0.1']), () => resolve(server.address()?.port));
});
const until = (emitter, event) => new Promise((resolve) => emitter.once(event, resolve));

/** Shakes hands and tells what the server shows, or why not. */
async function peer(options) {
  const socket = tls.connect({ host: '127.0.0.1', rejectUnauthorized: false, ...options });
  socket.on('secureConnect', () => {
    out('client', options.servername, socket.getPeerCertificate().subject.CN, socket.alpnProtocol, socket.getProtocol());
    socket.end();
  });
  socket.on('error', (error) => out('client', options.servername, error.code));
  socket.resume();
  await until(socket, 'close');
}

/** Asks and tells the answer. */
const get = (options, body) => new Promise((resolve) => {
  const request = https.request({ host: '127.0.0.1', ca: own.cert, servername: 'localhost', agent: false, ...options }, (response) => {
    let text = '';
    response.on('data', (chunk) => { text += chunk; });
    response.on('end', () => resolve(out(response.statusCode, text.length, text.slice(0, 80))));
  });
  request.on('error', (error) => resolve(out('no answer', error.code === undefined)));
  request.on('upgrade', (response, socket) => {
    socket.on('data', (chunk) => out(String(chunk)));
    socket.on('close', resolve);
    socket.write('ping');
  });
  request.end(body);
});

const lanes = {
  async names() {
    const server = https.createServer(own, (req, res) => res.end(`${req.socket.servername} ${req.socket.encrypted}`));
    server.addContext('a.example', a);
    server.addContext('*.sub.example', b);
    const port = await listening(server);
    for (const servername of ['localhost', 'a.example', 'x.sub.example', 'x.y.sub.example']) await peer({ port, servername });
    await get({ port, servername: 'a.example', ca: a.cert });
    server.setSecureContext(b);
    await peer({ port, servername: 'localhost' });
    try {
      server.addContext('', a);
    } catch (error) {
      out(error.code, error.message);
    }
    server.close();
  },

  async choice() {
    const server = https.createServer({
      ...own,
      SNICallback(name, done) {
        if (name === 'no.example') done(new Error('not served'));
        else if (name === 'later.example') setTimeout(() => done(null, tls.createSecureContext(b)), 20);
        else done(null, name === 'a.example' ? tls.createSecureContext(a) : null);
      },
    });
    server.on('tlsClientError', (error) => out('tlsClientError', error.message));
    const port = await listening(server);
    for (const servername of ['a.example', 'later.example', 'localhost']) await peer({ port, servername });
    const failed = until(server, 'tlsClientError');
    const socket = tls.connect({ port, host: '127.0.0.1', servername: 'no.example' }).on('error', () => {});
    await failed;
    socket.destroy();
    server.close();
  },

  async strangers() {
    const server = https.createServer({ ...own, requestCert: true, ca: a.cert }, (req, res) => {
      res.end(`${req.socket.authorized} ${req.socket.getPeerCertificate().subject.CN}`);
    });
    server.on('tlsClientError', (error) => out('tlsClientError', error.code));
    const port = await listening(server);
    await get({ port, ...a });
    const turnedAway = until(server, 'tlsClientError');
    await get({ port });
    await turnedAway;
    server.close();
    const lax = https.createServer({ ...own, requestCert: true, rejectUnauthorized: false, ca: a.cert }, (req, res) => {
      const { authorized, authorizationError } = req.socket;
      res.end(`${authorized} ${authorizationError} ${JSON.stringify(req.socket.getPeerCertificate().subject)}`);
    });
    const there = await listening(lax);
    await get({ port: there, ...a });
    await get({ port: there, ...b });
    await get({ port: there });
    lax.close();
  },

  async protocols() {
    const server = tls.createServer({ ...own, ALPNCallback: ({ servername, protocols }) => {
      out('asked', servername, protocols);
      return protocols.find((name) => name === 'b');
    } }, (socket) => {
      out('agreed', socket.alpnProtocol);
      socket.end();
    });
    server.on('tlsClientError', (error) => out('tlsClientError', error.code));
    const port = await listening(server);
    await peer({ port, servername: 'localhost', ALPNProtocols: ['a', 'b'] });
    server.close();
    for (const ALPNProtocols of [['x'], ['http/1.1']]) {
      const plain = https.createServer(own);
      plain.on('tlsClientError', (error) => out('tlsClientError', error.code, error.reason));
      await peer({ port: await listening(plain), ALPNProtocols });
      plain.close();
    }
    try {
      tls.createServer({ ALPNCallback() {}, ALPNProtocols: ['a'] });
    } catch (error) {
      out(error.code, error.message);
    }
  },

  async ciphers() {
    for (const ciphers of ['TLS_AES_128_GCM_SHA256', 'ECDHE+AESGCM', 'ECDHE-ECDSA-AES128-GCM-SHA256:!MD5']) {
      for (const maxVersion of ['TLSv1.2', 'TLSv1.3']) {
        const server = https.createServer({ ...own, ciphers }, (req, res) => {
          res.end(`${req.socket.getProtocol()} ${req.socket.getCipher().name}`);
        });
        server.on('tlsClientError', (error) => out('tlsClientError', error.code));
        await get({ port: await listening(server), maxVersion });
        server.close();
      }
    }
    for (const options of [{ ciphers: 'nonsense' }, { minVersion: 'x' }, { secureProtocol: 'x' },
      { secureProtocol: 'TLSv1_2_method', minVersion: 'TLSv1.2' }]) {
      try {
        tls.createSecureContext(options);
      } catch (error) {
        out(error.code, error.message.replace(/^.*routines::/, ''));
      }
    }
  },

  async versions() {
    const server = https.createServer({ ...own, minVersion: 'TLSv1.3' }, (req, res) => res.end(req.socket.getProtocol()));
    server.on('tlsClientError', (error) => out('tlsClientError', error.code));
    const port = await listening(server);
    await get({ port });
    await get({ port, maxVersion: 'TLSv1.2' });
    server.close();
  },

  async unshaken() {
    const server = https.createServer({ ...own, handshakeTimeout: 200 });
    server.on('tlsClientError', (error, socket) => out('tlsClientError', error.code, socket.destroyed));
    const port = await listening(server);
    const silent = net.connect(port, '127.0.0.1').on('error', () => {});
    await until(silent.resume(), 'close');
    const plain = net.connect(port, '127.0.0.1', () => plain.write('GET / HTTP/1.1\r\n\r\n')).on('error', () => {});
    await until(plain.resume(), 'close');
    const gone = net.connect(port, '127.0.0.1', () => gone.destroy());
    await until(server, 'tlsClientError');
    server.close();
  },

  async bodies() {
    const big = Buffer.alloc(2e6, 'ab');
    const file = path.join(process.env.PEM, 'big');
    fs.writeFileSync(file, big);
    const server = https.createServer(own, (req, res) => {
      if (req.method === 'POST') req.pipe(res);
      else if (req.url === '/file') fs.createReadStream(file).pipe(res);
      else res.end(big);
    });
    const port = await listening(server);
    await get({ port });
    await get({ port, path: '/file' });
    await get({ port, method: 'POST' }, big);
    await Promise.all(Array.from({ length: 10 }, () => get({ port, method: 'POST' }, big.subarray(0, 100_000))));
    server.close();
  },

  async carriers() {
    const server = https.createServer(own, (req, res) => res.end(`served ${req.socket.encrypted}`));
    server.on('upgrade', (req, socket) => {
      socket.write('HTTP/1.1 101 Yes\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n');
      socket.on('data', (chunk) => socket.end(`echo ${chunk} ${socket instanceof tls.TLSSocket}`));
    });
    const port = await listening(server);
    await get({ port, headers: { connection: 'Upgrade', upgrade: 'x' } });
    const door = net.createServer((socket) => server.emit('connection', socket));
    await get({ port: await listening(door) });
    door.close();
    server.close();
    const local = https.createServer(own, (req, res) => res.end('by path'));
    const socketPath = path.join(process.env.PEM, 'socket');
    await listening(local, socketPath);
    await get({ socketPath, host: undefined });
    local.close();
  },

  async told() {
    const server = https.createServer(own, (req, res) => res.end('x'));
    const seen = [];
    server.on('connection', (socket) => seen.push(`connection ${socket instanceof net.Socket}`));
    server.on('secureConnection', (socket) => seen.push(`secureConnection ${socket.encrypted}`));
    const port = await listening(server);
    await get({ port });
    out(seen);
    server.close();
    await until(server, 'close');
    out(server.listening, server.address(), server instanceof tls.Server);
  },
};

(async () => {
  for (const [name, lane] of Object.entries(lanes)) {
    out('--', name);
    await lane();
  }
})();
