'use strict';

const lines = [];
const log = (...values) => lines.push(require('util').format(...values));
process.on('exit', () => require('fs').writeFileSync(process.env.OUT, lines.join('\n')));
const attempt = (fn) => {
  try {
    return fn();
  } catch (err) {
    return `${err.name} ${err.code} ${err.message}`;
  }
};

const { Readable, Writable, Transform, PassThrough, pipeline, finished } = require('stream');
const { pipeline: piped } = require('stream/promises');

const upper = () => new Transform({ transform: (chunk, encoding, callback) => callback(null, String(chunk).toUpperCase()) });
const sink = (name) => {
  const parts = [];
  return new Writable({
    write(chunk, encoding, callback) { parts.push(String(chunk)); callback(); },
    final(callback) { log(name, parts.join('|')); callback(); },
  });
};
pipeline(Readable.from(['a', 'b']), upper(), sink('pipeline'), (err) => log('done', err));
(async () => {
  await piped(Readable.from(['c', 'd']), async function* (source) { for await (const part of source) yield `${part}!`; }, sink('promises'));
  const failing = new Readable({ read() { this.destroy(new Error('broken')); } });
  log(await piped(failing, new PassThrough().resume()).catch((err) => err.message));
  log(await Readable.from([1, 2, 3, 4]).filter((n) => n % 2 === 0).map((n) => n * 10).toArray());
  const readable = new Readable({ read() {}, highWaterMark: 3 });
  log(readable.push('ab'), readable.push('cd'), readable.readableLength, readable.readableHighWaterMark);
  readable.push(null);
  readable.setEncoding('utf8');
  for await (const part of readable) log('part', part);
  const writable = new Writable({ highWaterMark: 2, write(chunk, encoding, callback) { setImmediate(callback); } });
  log(writable.write('abc'), writable.writableNeedDrain);
  writable.once('drain', () => log('drained'));
  writable.on('finish', () => log('finished', writable.writableFinished)).on('close', () => log('closed', writable.destroyed));
  writable.end();
  await new Promise((resolve) => finished(writable, resolve));
  writable.on('error', (err) => log(err.code, err.message));
  writable.write('late');
  const { text, json } = require('stream/consumers');
  log(await text(Readable.from(['x', 'y'])), await json(Readable.from(['{"a":', '1}'])));
  log(await new Response(Readable.toWeb(Readable.from([Buffer.from('web')]))).text());
})();
