// Setting what only a stream has, before anything has loaded `stream`, makes an own property as everywhere.
const http = require('http');

const lines = [];
const request = Object.create(http.IncomingMessage.prototype);
request.pause = 1;
lines.push(Object.keys(request).join(), request.pause, typeof http.IncomingMessage.prototype.pause);
http.IncomingMessage.prototype.resume = () => 'patched';
lines.push(Object.hasOwn(http.IncomingMessage.prototype, 'resume'), request.resume());
lines.push(typeof require('stream').Readable.prototype.resume, new http.IncomingMessage().pause !== 1);
require('fs').writeFileSync(process.env.OUT, lines.join('\n') + '\n');
