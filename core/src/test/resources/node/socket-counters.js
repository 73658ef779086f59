'use strict';

// The counters of a socket can be read only, on servers' and clients' sockets alike.
const http = require('http');
const net = require('net');
const lines = [];

function attempt(what, socket) {
  for (const name of ['bytesRead', 'bytesWritten']) {
    try {
      socket[name] = 5;
      lines.push(`${what} ${name} taken`);
    } catch (error) {
      lines.push(`${what} ${name} ${error.name}`);
    }
  }
}

attempt('new', new net.Socket());
const server = http.createServer((req, res) => {
  attempt('http', req.socket);
  lines.push(`http read ${req.socket.bytesRead}`);
  res.end('answer');
}).listen(0, '127.0.0.1', () => {
  const socket = net.connect(server.address().port, '127.0.0.1', () => socket.write('GET / HTTP/1.0\r\nHost: a\r\n\r\n'));
  socket.resume().on('close', () => {
    attempt('net', socket);
    lines.push(`net read ${socket.bytesRead > 50} wrote ${socket.bytesWritten}`);
    server.close(() => require('fs').writeFileSync(process.env.OUT, lines.join('\n')));
  });
});
