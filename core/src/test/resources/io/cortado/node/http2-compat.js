'use strict';

// Requests and responses of HTTP/2, seen by http2.connect.
const http2 = require('http2');

const routes = {
  '/trailers': (req, res) => {
    res.setTrailer('x-t', '1');
    res.addTrailers({ 'x-u': '2' });
    res.end('body');
  },
  '/hints': (req, res) => {
    res.writeEarlyHints({ link: '</a.css>; rel=preload; as=style' });
    res.end('hints');
  },
  '/refused': (req, res) => {
    res.stream.on('error', (error) => out('server', error.code, error.message));
    res.stream.close(http2.constants.NGHTTP2_REFUSED_STREAM);
  },
  '/info': (req, res) => {
    res.stream.additionalHeaders({ ':status': 103, 'x-i': '1' });
    res.stream.respond({ 'x-a': 1 });
    res.stream.end('info');
  },
  '/echo': (req, res) => {
    let text = '';
    req.setEncoding('utf8');
    req.on('data', (part) => { text += part; });
    req.on('end', () => res.end(JSON.stringify([text.length, req.trailers])));
  },
  '/none': (req, res) => res.writeHead(204).end(),
  '/push': (req, res) => {
    out(res.stream.pushAllowed);
    try {
      res.createPushResponse({ ':path': '/x' }, () => {});
    } catch (error) {
      out(error.code);
    }
    res.end();
  },
  '/session': (req, res) => {
    const { session } = res.stream;
    out(session.constructor.name, session === req.stream.session, session.type, session.encrypted, session.alpnProtocol);
    try {
      session.socket.write('a');
    } catch (error) {
      out(error.code);
    }
    res.end('s');
  },
  '/file': (req, res) => res.stream.respondWithFile(__filename, { 'content-type': 'a/b' }, {
    offset: 3, length: 10, statCheck: (stat, headers) => { headers['x-size'] = typeof stat.size; },
  }),
  '/missing': (req, res) => res.stream.respondWithFile('/does/not/exist', {}, {
    onError(error) {
      out(error.code);
      res.stream.respond({ ':status': 404 });
      res.stream.end();
    },
  }),
};

const server = http2.createServer((req, res) => {
  const route = routes[req.url];
  if (route) route(req, res);
  else res.end(`${req.method} ${req.url} ${req.httpVersion} ${req.scheme}`);
});

function ask(client, headers, body, options) {
  return new Promise((resolve) => {
    const told = [];
    let text = '';
    const stream = client.request(headers, options);
    stream.setEncoding('utf8');
    stream.on('headers', (fields) => told.push('headers', fields[':status'], fields.link, fields['x-i']));
    stream.on('response', ({ date, 'content-length': length, ...fields }, flags) => told.push(typeof date, JSON.stringify(fields), flags));
    stream.on('trailers', (fields, flags) => told.push('trailers', JSON.stringify(fields), flags));
    stream.on('wantTrailers', () => stream.sendTrailers({ 'x-mine': 'z' }));
    stream.on('error', (error) => told.push(error.code, error.message));
    stream.on('aborted', () => told.push('aborted'));
    stream.on('data', (part) => { text += part; });
    stream.on('end', () => told.push('end', text));
    stream.on('close', () => {
      out(headers[':path'], ...told, 'close', stream.rstCode);
      resolve();
    });
    if (body !== undefined) stream.end(body);
  });
}

server.listen(0, async () => {
  const client = http2.connect(`http://localhost:${server.address().port}`, { settings: { enablePush: false } });
  for (const path of ['/plain', ...Object.keys(routes)].filter((each) => each !== '/echo')) await ask(client, { ':path': path });
  await ask(client, { ':path': '/echo', ':method': 'POST' }, 'x'.repeat(300000));
  await ask(client, { ':path': '/echo', ':method': 'POST' }, 'abc', { waitForTrailers: true });
  await ask(client, { ':path': '/head', ':method': 'HEAD' });
  await Promise.all(Array.from({ length: 150 }, (_, i) => new Promise((resolve) => {
    client.request({ ':path': `/${i}` }).resume().on('close', resolve);
  })));
  out('150 streams');
  client.close(() => server.close(() => out('closed')));
});
