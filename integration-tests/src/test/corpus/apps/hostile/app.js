const { AsyncLocalStorage } = require('async_hooks');
const childProcess = require('child_process');
const { Console } = require('console');
const crypto = require('crypto');
const EventEmitter = require('events');
const fs = require('fs');
const http = require('http');
const net = require('net');
const { pipeline, Readable, Transform, Writable } = require('stream');
const zlib = require('zlib');
const express = require('express');

// Each way a handler can fail. Where its error came out is told by /seen, while others are served all the time.
const app = express();
const store = new AsyncLocalStorage();
let seen = [];
const say = (...words) => seen.push(words.join(' '));

const answer = (error, where) => {
  say(where, error?.name, error?.code ?? '-', String(error?.message ?? error).split('\n')[0].slice(0, 50));
  if (error?.res && !error.res.headersSent) error.res.status(500).send(`${where}: ${error.message}`);
};
process.on('uncaughtException', (error) => answer(error, 'uncaught'));
process.on('unhandledRejection', (error) => answer(error, 'rejected'));

const fail = (res, message) => { throw Object.assign(new Error(message), { res }); };
const deeper = (n) => deeper(n + 1) + 1;
const overflow = (res) => {
  try {
    deeper(0);
  } catch (error) {
    throw Object.assign(error, { res });
  }
};
let seed = 1;
const noise = Buffer.from(Array.from({ length: 60000 }, () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) >> 16 & 255));
const packed = zlib.gzipSync(Buffer.alloc(200000, 'abcdefgh'));

app.engine('fails', (path, options, callback) => {
  if (options.how === 'throws') throw new Error('engine threw');
  if (options.how === 'late') setImmediate(callback, new Error('engine failed late'));
  else callback(new Error('engine failed'));
});
app.set('views', __dirname);
app.set('view engine', 'fails');

app.get('/fine', (req, res) => res.send(`fine ${req.query.n}`));
app.get('/late', (req, res) => { setTimeout(() => res.json({ late: req.query.n }), 3); });
app.get('/seen', (req, res) => {
  const until = Date.now() + 3000;
  const look = () => {
    if (seen.length >= req.query.n || Date.now() > until) res.json(seen);
    else setTimeout(look, 2);
  };
  look();
});

app.use((req, res, next) => {
  seen = [];
  next();
});
app.post('/json', express.json({ limit: 100 }), (req, res) => res.json(req.body));

const ways = {
  throws: (res) => fail(res, 'thrown'),
  rejects: async (res) => fail(res, 'rejected'),
  rejectsLate: async (res) => {
    await null;
    fail(res, 'rejected late');
  },
  timer: (res) => setTimeout(fail, 1, res, 'in a timer'),
  interval: (res) => {
    const timer = setInterval(() => {
      clearInterval(timer);
      fail(res, 'in an interval');
    }, 1);
  },
  immediate: (res) => setImmediate(fail, res, 'in an immediate'),
  tick: (res) => process.nextTick(fail, res, 'in a tick'),
  microtask: (res) => queueMicrotask(() => fail(res, 'in a microtask')),
  then: (res) => void Promise.resolve().then(() => fail(res, 'in then')),
  store: (res) => store.run(1, () => setTimeout(() => fail(res, `in a store ${store.getStore()}`))),
  fileCallback: (res) => fs.stat(__filename, () => fail(res, 'after stat')),
  zlibCallback: (res) => zlib.gzip('x', () => fail(res, 'after gzip')),
  cryptoCallback: (res) => crypto.randomBytes(8, () => fail(res, 'after randomBytes')),
  pbkdf2Callback: (res) => crypto.pbkdf2('a', 'b', 1, 8, 'sha1', () => fail(res, 'after pbkdf2')),
  execCallback: (res) => childProcess.exec('true', () => fail(res, 'after exec')),
  emitter: (res) => new EventEmitter().emit('error', Object.assign(new Error('emitted'), { res })),
  emitterLate: (res) => setTimeout(() => new EventEmitter().emit('error', Object.assign(new Error('emitted late'), { res })), 1),
  eventTarget: (res) => {
    const target = new EventTarget();
    target.addEventListener('x', () => fail(res, 'in a listener of an EventTarget'));
    target.dispatchEvent(new Event('x'));
  },
  fileStream: (res) => {
    res.send('sent');
    fs.createReadStream('/missing/file');
  },
  fileStreamPiped: (res, next) => fs.createReadStream('/missing/file').on('error', next).pipe(res),
  pipelineFails: (res, next) => pipeline(fs.createReadStream(__filename), new Transform({
    transform: (chunk, encoding, callback) => callback(new Error('in transform')),
  }), new Writable({ write: (chunk, encoding, callback) => callback() }), next),
  transformThrows: (res) => new Transform({ transform: () => fail(res, 'transform threw') }).end('x'),
  dataThrows: (res) => Readable.from(['a']).on('data', () => fail(res, 'in data')),
  zlibDestroyed: (res) => {
    const gunzip = zlib.createGunzip().on('data', () => gunzip.destroy()).on('close', () => res.send('closed'));
    gunzip.end(packed);
  },
  zlibClosedPacking: (res) => {
    const gzip = zlib.createGzip({ chunkSize: 1024 }).on('data', () => gzip.close(() => res.headersSent || res.send('closed')));
    gzip.end(noise);
  },
  zlibGarbage: (res, next) => zlib.createGunzip().on('error', next).end('garbage'),
  zlibUnheard: (res) => {
    res.send('sent');
    zlib.createInflate().end('garbage');
  },
  compressionCancelled: async (res) => {
    const { readable, writable } = new CompressionStream('gzip');
    const writer = writable.getWriter();
    writer.closed.catch(() => {});
    writer.write(noise).catch(() => {});
    const reader = readable.getReader();
    await reader.read();
    await reader.cancel();
    res.send('cancelled');
  },
  console: (res) => {
    const broken = new Writable({ write: (chunk, encoding, callback) => setImmediate(callback, new Error('no room')) });
    new Console(broken).log('x');
    broken.on('close', () => res.send('closed'));
  },
  overflow: (res) => overflow(res),
  overflowLate: (res) => setTimeout(overflow, 1, res),
  overflowAsync: async (res) => {
    await null;
    overflow(res);
  },
  overflowCaught: (res) => {
    try {
      deeper(0);
    } catch (error) {
      res.send(error.message);
    }
  },
  typeError: () => undefined.property,
  circular: (res) => {
    const circle = {};
    circle.circle = circle;
    res.json(circle);
  },
  viewThrows: (res) => res.render('page', { how: 'throws' }),
  viewFails: (res) => res.render('page'),
  viewFailsLate: (res) => res.render('page', { how: 'late' }),
  viewMissing: (res) => res.render('missing'),
  finish: (res) => res.on('finish', () => fail(null, 'in finish')).send('finished'),
  close: (res) => res.on('close', () => fail(null, 'in close')).send('sent'),
  nextAfter: (res, next) => {
    res.send('sent');
    next(new Error('after the response'));
  },
  throwsAfter: (res) => {
    res.send('sent');
    throw new Error('thrown after the response');
  },
  sendTwice: (res) => {
    res.send('once');
    res.send('twice');
  },
  writeAfterEnd: (res) => {
    res.on('error', (error) => say('res error', error.code));
    res.end('ended');
    res.write('more');
  },
  badHeader: (res) => res.set('x', 'a\nb').send('no'),
  refused: (res) => http.get({ port: 1, host: '127.0.0.1' }).on('close', () => res.send('closed')),
  abortedEarly: (res) => {
    const request = http.get({ port: process.env.PORT, host: '127.0.0.1', path: '/fine' }).on('close', () => res.send('closed'));
    request.abort();
  },
  destroyedEarly: (res) => {
    res.send('sent');
    http.get({ port: process.env.PORT, host: '127.0.0.1', path: '/fine' }).destroy();
  },
  responseThrows: (res) => {
    http.get({ port: process.env.PORT, host: '127.0.0.1', path: '/fine', agent: false }, () => fail(null, 'in response'))
      .on('close', () => res.send('closed'));
  },
  socketDataThrows: (res) => {
    const server = net.createServer((socket) => socket.end('x')).listen(0, '127.0.0.1', () => {
      net.connect(server.address().port, '127.0.0.1', function () {
        this.once('data', () => fail(null, 'in data')).on('end', () => server.close(() => res.send('ended')));
      });
    });
  },
  spawnMissing: (res) => {
    res.send('sent');
    childProcess.spawn('/missing/program');
  },
  childDataThrows: (res) => {
    const child = childProcess.spawn('/bin/echo', ['x']);
    child.stdout.once('data', () => fail(null, 'in data'));
    child.on('close', (code) => res.send(`ended ${code}`));
  },
};

app.get('/fail/:way', (req, res, next) => ways[req.params.way](res, next));
app.get('/gone', (req, res) => {
  res.on('finish', () => say('finished')).on('close', () => {
    say('closed', res.writableFinished);
    res.write('more', (error) => say('written', error?.code));
  });
  res.write('part');
  req.socket.destroy();
});
app.get('/left', (req, res) => {
  res.on('close', () => say('closed', res.writableFinished));
  req.on('aborted', () => say('aborted'));
  res.write('part');
});
app.param('bad', () => { throw new Error('in param'); });
app.get('/param/:bad', (req, res) => res.send('no'));

app.use((error, req, res, next) => {
  answer({ name: error.name, code: error.code, message: error.message }, 'layer');
  if (res.headersSent) next(error);
  else res.status(error.status || 500).send(`layer: ${error.message.split('\n')[0].slice(0, 50)}`);
});

app.listen(process.env.PORT || 3000);
