'use strict';

const http = require('http');
const net = require('net');
const out = (...parts) => require('fs').appendFileSync(process.env.OUT, `${parts.join(' ')}\n`);
const isOurs = (handle) => handle instanceof net.Server || (handle instanceof net.Socket && !handle._isStdio);
const show = (label) => out(label, process._getActiveHandles().filter(isOurs).map((handle) => handle.constructor.name),
  process.getActiveResourcesInfo().filter((name) => /^TCP/.test(name)));

show('none');
const timer = setTimeout(() => {}, 1e6);
const other = setInterval(() => {}, 1e6);
out(process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length);
other.unref();
clearTimeout(timer);
setImmediate(() => {}).unref();
out(process.getActiveResourcesInfo().filter((name) => /^(Timeout|Immediate)$/.test(name)).length);
clearInterval(other);

const server = http.createServer((request, response) => {
  show('request');
  out(process._getActiveHandles().includes(server), process._getActiveHandles().includes(request.socket));
  response.end('x');
});
server.listen(0, '127.0.0.1', () => {
  show('listening');
  server.unref();
  show('unref');
  server.ref();
  const agent = new http.Agent({ keepAlive: true });
  http.get({ port: server.address().port, host: '127.0.0.1', agent }, (response) => {
    response.resume().on('end', () => {
      agent.destroy();
      server.close();
      server.closeAllConnections();
    });
  });
});
