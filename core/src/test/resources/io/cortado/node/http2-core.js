'use strict';

// Sessions and streams of both sides, and what they refuse.
const http2 = require('http2');

/** What the server is told of a session's end, whenever that is. */
const later = [];
const server = http2.createServer();
server.on('session', (session) => {
  later.push(['session', session.constructor.name, session.type, session.alpnProtocol, session.encrypted, session.originSet, session.pendingSettingsAck]);
  session.on('remoteSettings', (settings) => later.push(['remote', settings.initialWindowSize, settings.enablePush]));
  session.on('localSettings', (settings) => later.push(['local', settings.maxFrameSize]));
  session.once('goaway', (code, last, data) => later.push(['goaway', code, String(data)]));
  session.on('ping', (payload) => out('ping', String(payload)));
});
server.on('sessionError', (error) => later.push(['sessionError', error.code]));
server.on('stream', (stream, headers, flags) => {
  const { ':authority': authority, ...fields } = headers;
  out('stream', JSON.stringify(fields), flags, stream.id, stream.constructor.name, stream.headersSent);
  stream.on('error', (error) => later.push(['server', error.code, error.message]));
  stream.on('aborted', () => later.push(['aborted']));
  switch (headers[':path']) {
    case '/trailers':
      stream.respond({ 'x-a': 'b' }, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ 'x-end': 'yes' }));
      stream.end('with trailers');
      break;
    case '/errors':
      for (const attempt of [
        () => stream.sendTrailers({}), () => stream.respond({ ':status': 700 }), () => stream.respond({ ':status': 101 }),
        () => stream.additionalHeaders({ ':status': 101 }), () => stream.additionalHeaders({ ':status': 404 }),
        () => stream.respond({ ':path': '/' }), () => stream.respond({ connection: 'close' }),
        () => stream.respond({ etag: ['a', 'b'] }), () => stream.respond(5),
      ]) attemptIt(attempt);
      stream.respond();
      attemptIt(() => stream.respond());
      attemptIt(() => stream.additionalHeaders({ ':status': 103 }));
      stream.end('errors');
      break;
    case '/never':
      break;
    case '/upload': {
      let count = 0;
      stream.on('data', (part) => { count += part.length; });
      stream.on('trailers', (trailers) => out('trailers', JSON.stringify(trailers)));
      stream.on('end', () => {
        stream.respond({ 'content-type': 'text/plain' }, { sendDate: false });
        stream.end(String(count));
      });
      break;
    }
    case '/cut':
      stream.respond();
      stream.write('some');
      setTimeout(() => stream.destroy(new Error('broken')), 50);
      break;
    default:
      stream.respond({ ':status': 201, 'set-cookie': ['a=1', 'b=2'] });
      stream.end('plain');
  }
});

function attemptIt(attempt) {
  try {
    attempt();
    out('no error');
  } catch (error) {
    out(error.name, error.code, error.message);
  }
}

function ask(client, headers, options, act) {
  return new Promise((resolve) => {
    const told = [];
    let text = '';
    const stream = client.request(headers, options);
    stream.setEncoding('utf8');
    stream.on('response', ({ date, ...fields }, flags) => told.push(typeof date, JSON.stringify(fields), flags));
    stream.on('trailers', (fields, flags) => told.push('trailers', JSON.stringify(fields), flags));
    stream.on('wantTrailers', () => stream.sendTrailers({ 'x-mine': 'z' }));
    stream.on('error', (error) => told.push(error.name, error.code, error.message));
    stream.on('data', (part) => { text += part; });
    stream.on('end', () => told.push('end', text));
    stream.on('close', () => {
      out(headers?.[':path'], ...told, 'close', stream.rstCode, stream.destroyed, stream.session);
      resolve();
    });
    act?.(stream);
  });
}

server.listen(0, async () => {
  const client = http2.connect(`http://localhost:${server.address().port}`, { settings: { initialWindowSize: 100000, enablePush: false } });
  client.on('goaway', (code, last) => out('goaway', code, last));
  out(client.constructor.name, client.type, client.connecting, client.closed, client.destroyed, client.encrypted, client.alpnProtocol);
  await new Promise((resolve) => client.on('connect', (session, socket) => {
    out('connect', session === client, socket.remotePort === server.address().port, client.alpnProtocol, client.encrypted);
    resolve();
  }));
  await ask(client, { ':path': '/plain', 'X-Up': '1', 'x-many': ['a', 'b'], cookie: ['a=1', 'b=2'] });
  await ask(client, { ':path': '/trailers' });
  await ask(client, { ':path': '/errors' });
  await ask(client, { ':path': '/cut' });
  await ask(client, { ':path': '/upload', ':method': 'POST' }, { waitForTrailers: true }, (stream) => {
    for (let i = 0; i < 500; i++) stream.write('x'.repeat(1000));
    stream.end();
  });
  await ask(client, { ':path': '/upload', ':method': 'POST' }, undefined, (stream) => stream.end(Buffer.alloc(3000000, 'y')));
  const controller = new AbortController();
  await ask(client, { ':path': '/never' }, { signal: controller.signal }, () => setTimeout(() => controller.abort(), 50));
  await ask(client, { ':path': '/never' }, undefined, (stream) => setTimeout(() => stream.close(http2.constants.NGHTTP2_CANCEL), 50));
  await ask(client, { ':path': '/never' }, undefined, (stream) => stream.setTimeout(50, () => stream.close(http2.constants.NGHTTP2_CANCEL)));
  for (const attempt of [
    () => client.request({ ':bad': 'x' }), () => client.request({ connection: 'close' }), () => client.request({ te: 'gzip' }),
    () => client.request({ ':method': 'CONNECT' }), () => client.request({}, { endStream: 3 }), () => client.request(7),
    () => client.ping(Buffer.alloc(3), () => {}), () => client.ping('x', () => {}), () => client.settings({ maxFrameSize: 1 }),
    () => client.settings({ enablePush: 3 }), () => client.settings(1), () => client.socket.end(), () => client.goaway('a'),
    () => http2.connect('ftp://a'), () => http2.connect(5), () => new http2.ClientHttp2Session(),
  ]) attemptIt(attempt);
  await new Promise((resolve) => client.ping(Buffer.from('12345678'), (error, duration, payload) => {
    out('pong', error, typeof duration, String(payload));
    resolve();
  }));
  await new Promise((resolve) => client.settings({ maxFrameSize: 20000 }, (error, settings) => {
    out('settings', error, settings.maxFrameSize);
    resolve();
  }));
  out(client.localSettings.maxFrameSize, client.remoteSettings.maxFrameSize, client.pendingSettingsAck);
  client.goaway(0, 0, Buffer.from('bye'));
  client.close();
  out(client.closed);
  await new Promise((resolve) => client.on('close', resolve));
  out(client.closed, client.destroyed, client.socket === undefined);

  const second = http2.connect(`http://localhost:${server.address().port}`, { settings: { enablePush: false } });
  second.on('error', (error) => out('second', error.message));
  await new Promise((resolve) => second.on('connect', resolve));
  const stream = second.request({ ':path': '/never' });
  stream.on('error', (error) => out('stream', error.message));
  stream.on('close', () => out('stream closed', stream.rstCode));
  setTimeout(() => second.destroy(new Error('mine')), 50);
  await new Promise((resolve) => second.on('close', resolve));
  attemptIt(() => second.request());
  attemptIt(() => second.ping(() => {}));

  const nobody = http2.connect('http://localhost:1');
  nobody.on('error', (error) => out('nobody', error.code));
  nobody.request().on('error', (error) => out('pending', error.code));
  await new Promise((resolve) => nobody.on('close', resolve));
  server.close(() => {
    for (const each of later) out(...each);
    out('closed');
  });
});
