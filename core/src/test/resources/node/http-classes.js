// What a program sees of http's classes before anything has loaded `stream`, and that loading it changes nothing. Here a
// subclass is what first needs it; the scripts beside this one have other first touches.
const http = require('http');

const lines = [];
const log = (...values) => lines.push(values.join(' '));
const parent = Object.getPrototypeOf;

function look(label) {
  const request = Object.create(http.IncomingMessage.prototype);
  const inherited = [];
  for (const name in parent(request)) if (!Object.hasOwn(http.IncomingMessage.prototype, name)) inherited.push(name);
  log(label, inherited.filter((name) => !name.startsWith('_')).join());
  log(label, parent(http.IncomingMessage).name, parent(parent(http.IncomingMessage)).name !== '');
  log(label, 'pipe' in request, 'readable' in request, 'nothing' in request, Symbol.asyncIterator in request);
  log(label, request instanceof require('events'), http.ServerResponse.prototype instanceof http.OutgoingMessage);
}

look('before');

// A class over the late one, made and used before `stream` is there.
class Request extends http.IncomingMessage {
  push(chunk) {
    return super.push(chunk === null ? null : String(chunk).toUpperCase());
  }
}
const request = new Request(null);
request.on('data', (chunk) => log('data', chunk));
request.on('end', () => {
  log('end', request.readableEnded, request.destroyed);
  const { Readable, Stream } = require('stream');
  look('after');
  log(request instanceof Readable, request instanceof Stream, parent(http.IncomingMessage) === Readable);
  log(parent(http.OutgoingMessage) === Stream, parent(http.IncomingMessage.prototype) === Readable.prototype);
  log(new http.OutgoingMessage() instanceof Stream);
  require('fs').writeFileSync(process.env.OUT, lines.join('\n') + '\n');
});
request.setEncoding('utf8');
request.push('abc');
request.push(null);
