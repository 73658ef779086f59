// Static members that http's classes inherit, before anything has loaded `stream`.
const http = require('http');

const lines = [];
lines.push(typeof http.IncomingMessage.from, typeof http.OutgoingMessage.Readable, http.IncomingMessage.nothing);
lines.push(http.IncomingMessage.from === require('stream').Readable.from, 'finished' in http.IncomingMessage);
lines.push(http.OutgoingMessage.Readable === require('stream').Readable);
require('fs').writeFileSync(process.env.OUT, lines.join('\n') + '\n');
