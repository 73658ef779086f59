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

const texts = ['', 'hello', 'é日本語😀', '\ud800', 'aGVsbG8=', 'aGVs bG8', '-_-_', '68656c6c6f', '68zz', 'a'.repeat(200),
  'ab12'.repeat(60), 'é'.repeat(300), `${'aGVsbG8-_+/ '.repeat(20)}==zz`];
const encodings = ['utf8', 'latin1', 'ascii', 'hex', 'base64', 'base64url', 'utf16le'];
for (const text of texts) {
  for (const encoding of encodings) {
    const bytes = Buffer.from(text, encoding);
    log(encoding, Buffer.byteLength(text, encoding), bytes.length, ...encodings.map((other) => bytes.toString(other)));
    const target = Buffer.alloc(150);
    log(target.write(text, 3, 90, encoding), target.toString('hex'));
  }
}
const b = Buffer.from([1, 2, 3, 4, 250, 251, 252, 253, 254, 255]);
for (const name of Object.getOwnPropertyNames(Buffer.prototype).filter((n) => /^read/.test(n)).sort()) {
  log(name, attempt(() => b[name](1, 3)), attempt(() => b[name](9, 2)), attempt(() => b[name](1.5, 2)), attempt(() => b[name]('1', 2)));
}
for (const name of Object.getOwnPropertyNames(Buffer.prototype).filter((n) => /^write[A-Z]/.test(n)).sort()) {
  const value = name.includes('Big') ? 5n : 5;
  log(name, attempt(() => Buffer.alloc(10)[name](value, 1, 3)), attempt(() => Buffer.alloc(2)[name](value, 1, 3)),
    attempt(() => Buffer.alloc(10)[name](name.includes('Big') ? 2n ** 70n : 2 ** 70, 0, 3)));
}
for (const bad of [1, null, undefined, {}, true, Symbol.iterator, () => 1]) {
  log(attempt(() => Buffer.from(bad)), attempt(() => Buffer.concat(bad)), attempt(() => Buffer.byteLength(bad)),
    attempt(() => Buffer.alloc(bad).length));
}
log(Buffer.concat([Buffer.from('a'), Buffer.from('bc')], 2), b.slice(-3), b.subarray(2, 4), b.indexOf(250), b.includes('\u0003'));
log(Buffer.compare(Buffer.from('a'), Buffer.from('b')), b.equals(Buffer.from(b)), JSON.stringify(Buffer.from('ab')), b.fill('xy'));
log(Buffer.from('abcd').swap16().toString(), attempt(() => Buffer.from('abc').swap16()), Buffer.isEncoding('UTF-8'));
log(require('buffer').transcode(Buffer.from('é€'), 'utf8', 'latin1'), require('buffer').isUtf8(Buffer.from([0xff])), btoa('é'), atob('6Q=='));
const { StringDecoder } = require('string_decoder');
const decoder = new StringDecoder('utf8');
log(Array.from(Buffer.from('é日😀'), (byte) => decoder.write(Buffer.from([byte]))), decoder.end());
