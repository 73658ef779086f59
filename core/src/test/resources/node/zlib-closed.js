'use strict';
// Streams of zlib that are closed by those who read them, and the handle that packages drive themselves.
const fs = require('fs');
const zlib = require('zlib');
const log = (...args) => fs.appendFileSync(process.env.OUT, `${args.join(' ')}\n`);

const text = Buffer.alloc(1 << 18, 'abcdefg');
let seed = 1;
const noise = Buffer.from(Array.from({ length: 100000 }, () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) >> 16 & 255));
const cases = [['Gzip', noise], ['Deflate', noise], ['DeflateRaw', noise], ['BrotliCompress', noise],
  ['Gunzip', zlib.gzipSync(text)], ['Inflate', zlib.deflateSync(text)], ['InflateRaw', zlib.deflateRawSync(text)],
  ['Unzip', zlib.gzipSync(text)], ['BrotliDecompress', zlib.brotliCompressSync(text)]];

let seen;
process.on('uncaughtException', (error) => seen.push(`uncaught ${error.message.split('\n')[0]}`));

const ways = {
  close: (stream) => stream.close(),
  closeCalled: (stream) => stream.close(() => seen.push('called')),
  destroy: (stream) => void stream.destroy(),
  destroyError: (stream) => void stream.destroy(new Error('mine')),
  closeReset: (stream) => {
    stream.close();
    try {
      stream.reset();
    } catch (error) {
      seen.push(`${error.code} ${error.message.split('\n')[0]}`);
    }
  },
  flush: (stream) => {
    stream.flush(() => seen.push('flushed'));
    stream.close();
  },
  write: (stream) => {
    stream.close();
    stream.write('x', (error) => seen.push(`written ${error.code}`));
  },
  throws: (stream) => {
    stream.close();
    throw new Error('in data');
  },
};

function closed(name, input, way) {
  return new Promise((resolve) => {
    seen = [];
    const stream = zlib[`create${name}`]({ chunkSize: 1024 });
    stream.once('data', () => ways[way](stream));
    stream.on('end', () => seen.push('end')).on('finish', () => seen.push('finish'));
    stream.on('error', (error) => seen.push(`error ${error.message}`));
    stream.on('close', () => {
      seen.push('close');
      setTimeout(() => resolve(seen.join(', ')), 5);
    });
    stream.end(input);
  });
}

function handles() {
  const packed = zlib.deflateSync(Buffer.alloc(50000, 'xyz!'));
  const stream = zlib.createInflate();
  const { Z_FINISH, Z_NO_FLUSH } = zlib.constants;
  log(stream._outBuffer.length, stream._outOffset, stream._chunkSize, stream._closed, stream._finishFlushFlag);
  let at = 0;
  let out = '';
  do {
    const length = packed.length - at;
    log(stream._handle.writeSync(Z_FINISH, packed, at, length, stream._outBuffer, 0, 16384));
    const [room, left] = stream._writeState;
    out += stream._outBuffer.toString('latin1', 0, 16384 - room);
    at += length - left;
    log(room, left < length, out.length, out.slice(-5));
  } while (stream._writeState[0] === 0);
  stream._handle.reset();
  stream.on('error', (error) => log('error', error.code, error.errno, error.message));
  stream._handle.writeSync(Z_NO_FLUSH, Buffer.from('garbage'), 0, 7, stream._outBuffer, 0, 16384);
  log(stream.destroyed, stream._handle);
  const gzip = zlib.createGzip();
  const bytes = gzip._processChunk(Buffer.from('abc'), Z_FINISH);
  log(String(zlib.gunzipSync(bytes)), gzip._handle, gzip.bytesWritten);
  function Derived(options) {
    zlib.Inflate.call(this, options);
  }
  require('util').inherits(Derived, zlib.Inflate);
  const derived = new Derived({ chunkSize: 64 });
  log(String(derived._processChunk(zlib.deflateSync('derived'), Z_FINISH)), derived instanceof zlib.Inflate);
  log(zlib.Inflate() instanceof zlib.Inflate, zlib.Inflate.name, zlib.Inflate.length);
}

function trailing(name, input) {
  return new Promise((resolve) => {
    const events = [];
    const stream = zlib[`create${name}`]();
    stream.on('data', (data) => events.push(`data ${data}`)).on('end', () => events.push('end'));
    stream.on('finish', () => events.push('finish')).on('error', (error) => events.push(error.message));
    stream.on('close', () => resolve(events.join(', ')));
    stream.end(input);
  });
}

(async () => {
  for (const [name, input] of cases) {
    for (const way of Object.keys(ways)) log(name, way, await closed(name, input, way));
  }
  handles();
  log(await trailing('Inflate', Buffer.concat([zlib.deflateSync('one'), Buffer.from('more')])));
  log(await trailing('Gunzip', Buffer.concat([zlib.gzipSync('one'), zlib.gzipSync('two'), Buffer.from([0, 0])])));
  log(await trailing('Gunzip', Buffer.concat([zlib.gzipSync('one'), Buffer.from('junk')])));
})();
