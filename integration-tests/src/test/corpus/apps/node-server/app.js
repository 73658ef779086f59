const http = require('http');
const express = require('express');

const app = express();
const events = [];
app.get('/events', (req, res) => res.json(events.splice(0)));
app.get('/count', (req, res) => res.json(req.rawHeaders.length / 2));
app.get('/', (req, res) => res.send('root'));
app.post('/body', express.text({ type: () => true }), (req, res) => res.send('body ' + req.body));
app.get('/slow', (req, res) => setTimeout(() => res.send('slow'), 80));
app.get('/listeners', (req, res) => res.json([server.listenerCount('request'), server.listenerCount('checkContinue'), server.eventNames().length > 3, server.listening]));
app.get('/close-idle', (req, res) => { res.send('closing idle'); setTimeout(() => server.closeIdleConnections(), 10); });

const server = http.createServer({ keepAliveTimeout: 150 }, app);
server.on('checkContinue', (req, res) => {
  events.push('checkContinue ' + req.url);
  if (req.headers['x-no']) return res.writeHead(417).end('not now');
  res.writeContinue();
  server.emit('request', req, res);
});
server.on('checkExpectation', (req, res) => { events.push('checkExpectation ' + req.headers.expect); res.statusCode = 200; res.end('expectation met'); });
server.on('clientError', (err, socket) => {
  events.push('clientError ' + err.code);
  if (socket.writable) socket.end('HTTP/1.1 400 Own Words\r\nX-Own: yes\r\nConnection: close\r\n\r\n');
});
server.on('upgrade', (req, socket, head) => {
  events.push('upgrade ' + req.headers.upgrade + ' ' + head.length);
  socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n');
  socket.on('data', (d) => { socket.end('echo ' + d); });
});
server.on('connect', (req, socket) => { events.push('connect ' + req.url); socket.end('HTTP/1.1 200 Connection Established\r\nConnection: close\r\n\r\ntunnel'); });
server.on('request', (req) => { if (req.url === '/') events.push('request /'); });
server.on('dropRequest', () => events.push('dropRequest'));
server.maxHeadersCount = 12;
server.maxRequestsPerSocket = 3;
server.listen(process.env.PORT || 3000);
