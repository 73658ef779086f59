'use strict';

// Which store each callback of the core modules sees.

const { AsyncLocalStorage, AsyncResource } = require('node:async_hooks');
const fs = require('fs'),
  path = require('path'),
  os = require('os'),
  net = require('net'),
  zlib = require('zlib'),
  crypto = require('crypto'),
  dns = require('dns'),
  cp = require('child_process'),
  events = require('events'),
  readline = require('readline'),
  stream = require('stream');

const als = new AsyncLocalStorage();
const seen = new Map();
const see = (name) => seen.set(name, (seen.get(name) ?? new Set()).add(als.getStore() ?? '-'));
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'als-'));
const file = path.join(dir, 'f.txt');
fs.writeFileSync(file, 'hello\nworld\n'.repeat(100));
const jobs = [];
const job = (name, run) => jobs.push([name, run]);

for (const [name, ...args] of [
  ['access', file],
  ['appendFile', file + '2', 'x'],
  ['chmod', file, 0o644],
  ['copyFile', file, file + '3'],
  ['exists', file],
  ['lstat', file],
  ['mkdir', dir + '/a/b', { recursive: true }],
  ['mkdtemp', dir + '/t'],
  ['open', file, 'r'],
  ['readFile', file],
  ['readdir', dir],
  ['realpath', dir],
  ['stat', file],
  ['truncate', file + '2', 0],
  ['utimes', file, 1, 1],
  ['writeFile', file + '4', 'data'],
  ['readlink', file],
  ['rename', file + '9', file + '8'],
  ['unlink', dir + '/none'],
  ['symlink', file, dir + '/ln'],
  ['link', file, dir + '/hl'],
  ['rm', dir + '/none', { force: true }],
  ['rmdir', dir + '/none'],
  ['opendir', dir],
  ['statfs', dir],
  ['lutimes', file, 1, 1],
  ['lchown', file, process.getuid(), process.getgid()],
  ['cp', file, file + 'cp', {}],
  ['realpath.native', dir],
  ['readdir', dir, { recursive: true }],
  ['readv', null],
]) {
  if (name === 'readv') continue;
  job('fs.' + name, (done) => {
    const fn = name === 'realpath.native' ? fs.realpath.native : fs[name];
    fn(...args, () => {
      see('fs.' + name);
      done();
    });
  });
}
job('fs.fd', (done) => {
  fs.open(file + 'fd', 'w+', (e, fd) => {
    see('fs.open w+');
    fs.write(fd, 'abc', () => {
      see('fs.write');
      fs.writev(fd, [Buffer.from('a'), Buffer.from('b')], () => {
        see('fs.writev');
        fs.read(fd, Buffer.alloc(3), 0, 3, 0, () => {
          see('fs.read');
          fs.readv(fd, [Buffer.alloc(1), Buffer.alloc(1)], 0, () => {
            see('fs.readv');
            fs.fstat(fd, () => {
              see('fs.fstat');
              fs.fsync(fd, () => {
                see('fs.fsync');
                fs.fdatasync(fd, () => {
                  see('fs.fdatasync');
                  fs.ftruncate(fd, 1, () => {
                    see('fs.ftruncate');
                    fs.futimes(fd, 1, 1, () => {
                      see('fs.futimes');
                      fs.fchmod(fd, 0o644, () => {
                        see('fs.fchmod');
                        fs.close(fd, () => {
                          see('fs.close');
                          done();
                        });
                      });
                    });
                  });
                });
              });
            });
          });
        });
      });
    });
  });
});
job('fs.opendir', (done) =>
  fs.opendir(dir, (e, d) => {
    see('opendir cb');
    d.read(() => {
      see('dir.read');
      d.close(() => {
        see('dir.close');
        done();
      });
    });
  }),
);
job('fs.promises', async (done) => {
  await fs.promises.readFile(file);
  see('fsp.readFile');
  const h = await fs.promises.open(file);
  see('fsp.open');
  await h.read(Buffer.alloc(2), 0, 2, 0);
  see('fsp.read');
  for await (const l of h.readLines()) {
    see('fsp.readLines');
    break;
  }
  await h.close().catch(() => {});
  see('fsp.close');
  for await (const e of await fs.promises.opendir(dir)) {
    see('fsp.opendir');
    break;
  }
  done();
});
job('fs.createReadStream', (done) => {
  const r = fs.createReadStream(file, { highWaterMark: 100 });
  for (const e of ['open', 'ready', 'data', 'end', 'close'])
    r.on(e, () => {
      see('ReadStream ' + e);
      if (e === 'close') done();
    });
});
job('fs.createReadStream error', (done) => {
  fs.createReadStream(file + 'none').on('error', () => {
    see('ReadStream error');
    done();
  });
});
job('fs.createWriteStream', (done) => {
  const w = fs.createWriteStream(file + 'w');
  for (const e of ['open', 'finish', 'close', 'drain'])
    w.on(e, () => {
      see('WriteStream ' + e);
      if (e === 'close') done();
    });
  w.write('x', () => see('WriteStream write cb'));
  w.write(Buffer.alloc(100000));
  w.end('y', () => see('WriteStream end cb'));
});
job('fs.watch', (done) => {
  const f = dir + '/w1';
  fs.writeFileSync(f, '1');
  const w = fs.watch(f, () => {
    see('fs.watch listener');
    w.close();
  });
  w.on('change', () => see('fs.watch change'));
  w.on('close', () => {
    see('fs.watch close');
    done();
  });
  setTimeout(() => als.run('writer', () => fs.writeFileSync(f, '2')), 300);
});
job('fs.watchFile', (done) => {
  const f = dir + '/w2';
  fs.writeFileSync(f, '1');
  fs.watchFile(f, { interval: 100 }, () => {
    see('fs.watchFile');
    fs.unwatchFile(f);
    done();
  });
  setTimeout(() => als.run('writer', () => fs.writeFileSync(f, '22')), 300);
});
job('fsp.watch', async (done) => {
  const f = dir + '/w3';
  fs.writeFileSync(f, '1');
  setTimeout(() => als.run('writer', () => fs.writeFileSync(f, '2')), 300);
  for await (const e of fs.promises.watch(f)) {
    see('fsp.watch');
    break;
  }
  done();
});
job('timers', (done) => {
  setTimeout(() => see('setTimeout'), 1);
  setImmediate(() => see('setImmediate'));
  process.nextTick(() => see('nextTick'));
  queueMicrotask(() => see('queueMicrotask'));
  Promise.resolve().then(() => see('then'));
  let n = 0;
  const i = setInterval(() => {
    see('setInterval');
    if (++n === 2) {
      clearInterval(i);
      done();
    }
  }, 5);
});
job('timers.refresh', (done) => {
  const t = setTimeout(() => {
    see('refresh');
    done();
  }, 20);
  als.run('other', () => t.refresh());
});
job('timers.promises', async (done) => {
  const tp = require('timers/promises');
  await tp.setTimeout(2);
  see('tp.setTimeout');
  await tp.setImmediate();
  see('tp.setImmediate');
  for await (const x of tp.setInterval(2)) {
    see('tp.setInterval');
    break;
  }
  await tp.scheduler.wait(1);
  see('scheduler.wait');
  done();
});
job('exec', (done) => {
  cp.exec('echo hi', () => {
    see('exec cb');
    done();
  });
});
job('execFile', (done) => {
  cp.execFile('echo', ['hi'], () => {
    see('execFile cb');
    done();
  });
});
job('spawn', (done) => {
  const c = cp.spawn('cat');
  c.on('spawn', () => see('spawn spawn'));
  c.stdout.on('data', () => see('spawn stdout data'));
  c.stdout.on('end', () => see('spawn stdout end'));
  c.on('exit', () => see('spawn exit'));
  c.on('close', () => {
    see('spawn close');
    done();
  });
  c.stdin.write('x', () => see('spawn stdin write cb'));
  c.stdin.end(() => see('spawn stdin end cb'));
});
job('spawn error', (done) => {
  cp.spawn('/none/such').on('error', () => {
    see('spawn error');
    done();
  });
});
job('exec promisified', async (done) => {
  await require('util').promisify(cp.exec)('true');
  see('exec promisified');
  done();
});
job('net client in run', (done) => {
  const s = als.run('server', () =>
    net
      .createServer((c) => {
        see('net connection');
        c.on('data', (d) => {
          see('net server data');
          c.write(d, () => see('net server write cb'));
        });
        c.on('end', () => {
          see('net server end');
          c.end();
        });
        c.on('close', () => see('net server close'));
      })
      .listen(0, '127.0.0.1', () => {
        see('net listening');
        als.run('client', () => {
          const c = net.connect(s.address().port, '127.0.0.1', () => {
            see('net connect cb');
            als.run('writer', () => c.write('x', () => see('net write cb')));
          });
          c.on('ready', () => see('net ready'));
          c.on('data', () => {
            see('net data');
            als.run('ender', () => c.end(() => see('net end cb')));
          });
          c.on('finish', () => see('net finish'));
          c.on('end', () => see('net end'));
          c.on('close', () => {
            see('net close');
            s.close(() => {
              see('net server close cb');
              done();
            });
          });
        });
      }),
  );
  s.on('close', () => see('server close event'));
});
job('net timeout', (done) => {
  const s = net
    .createServer(() => {})
    .listen(0, '127.0.0.1', () => {
      const c = net.connect(s.address().port, '127.0.0.1');
      als.run('settimeout', () =>
        c.setTimeout(50, () => {
          see('net timeout');
          c.destroy();
          s.close(done);
        }),
      );
    });
  s.on('connection', (c) => c.on('error', () => {}).resume());
});
job('net refused', (done) => {
  const c = net.connect(1, '127.0.0.1');
  c.on('error', () => see('net error'));
  c.on('close', () => {
    see('net error close');
    done();
  });
});
job('net lookup', (done) => {
  const s = net
    .createServer((c) => c.end())
    .listen(0, () => {
      const c = net.connect(s.address().port, 'localhost');
      c.on('lookup', () => see('net lookup'));
      c.on('connect', () => see('net connect host'));
      c.resume();
      c.on('close', () => {
        s.close(done);
      });
    });
});
job('net big write', (done) => {
  const s = net
    .createServer((c) => {
      c.pause();
      setTimeout(() => c.resume(), 100);
      c.on('end', () => c.end());
    })
    .listen(0, '127.0.0.1', () => {
      als.run('client', () => {
        const c = net.connect(s.address().port, '127.0.0.1', () => {
          als.run('w1', () => c.write(Buffer.alloc(8e6), () => see('net big write cb 1')));
          als.run('w2', () => c.write(Buffer.alloc(1e5), () => see('net big write cb 2')));
          c.on('drain', () => {
            see('net drain');
            c.end();
          });
        });
        c.resume();
        c.on('close', () => s.close(done));
      });
    });
});
job('net unix', (done) => {
  const p = dir + '/s.sock';
  const s = net
    .createServer((c) => {
      see('unix connection');
      c.end('x');
    })
    .listen(p, () => {
      als.run('client', () => {
        const c = net.connect(p, () => see('unix connect'));
        c.on('data', () => see('unix data'));
        c.on('close', () => s.close(done));
      });
    });
});
job('zlib', (done) => {
  zlib.gzip('x', (e, b) => {
    see('zlib.gzip');
    zlib.gunzip(b, () => {
      see('zlib.gunzip');
      zlib.brotliCompress('x', () => {
        see('brotli');
        zlib.inflate(Buffer.from('bad'), () => {
          see('inflate error');
          done();
        });
      });
    });
  });
});
job('zlib stream', (done) => {
  const z = zlib.createGzip();
  z.on('data', () => see('gzip data'));
  z.on('end', () => see('gzip end'));
  z.on('close', () => {
    see('gzip close');
    done();
  });
  als.run('zw', () => z.write('x'.repeat(1e5), () => see('gzip write cb')));
  z.flush(() => {
    see('gzip flush cb');
    z.end();
  });
});
job('crypto', (done) => {
  let n = 0;
  const d = (k) => () => {
    see('crypto.' + k);
    if (++n === 11) done();
  };
  crypto.randomBytes(8, d('randomBytes'));
  crypto.randomFill(Buffer.alloc(4), d('randomFill'));
  crypto.randomInt(10, d('randomInt'));
  crypto.pbkdf2('a', 'b', 10, 10, 'sha1', d('pbkdf2'));
  crypto.scrypt('a', 'b', 10, { N: 16 }, d('scrypt'));
  crypto.hkdf('sha1', 'a', 'b', 'c', 10, d('hkdf'));
  crypto.generateKeyPair('ec', { namedCurve: 'P-256' }, d('generateKeyPair'));
  crypto.generateKey('hmac', { length: 64 }, d('generateKey'));
  crypto.subtle.digest('SHA-1', Buffer.from('a')).then(d('subtle.digest'));
  const k = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' });
  crypto.sign('sha1', Buffer.from('a'), k.privateKey, d('sign'));
  crypto.verify('sha1', Buffer.from('a'), k.publicKey, Buffer.from('a'), d('verify'));
});
job('dns', (done) => {
  let n = 0;
  const d = (k) => () => {
    see('dns.' + k);
    if (++n === 4) done();
  };
  dns.lookup('localhost', d('lookup'));
  dns.lookup('127.0.0.1', d('lookup ip'));
  dns.lookupService('127.0.0.1', 80, d('lookupService'));
  dns.promises.lookup('localhost').then(d('promises.lookup'));
});
job('EventTarget', (done) => {
  const t = new EventTarget();
  als.run('adder', () => t.addEventListener('x', () => see('EventTarget')));
  als.run('firer', () => t.dispatchEvent(new Event('x')));
  done();
});
job('EventEmitter', (done) => {
  const t = new events();
  als.run('adder', () => t.on('x', () => see('EventEmitter')));
  als.run('firer', () => t.emit('x'));
  done();
});
job('EventEmitterAsyncResource', (done) => {
  const t = als.run('maker', () => new events.EventEmitterAsyncResource({ name: 'Q' }));
  als.run('adder', () => t.on('x', () => see('EventEmitterAsyncResource')));
  als.run('firer', () => t.emit('x'));
  done();
});
job('AbortSignal', (done) => {
  const c = new AbortController();
  als.run('adder', () => c.signal.addEventListener('abort', () => see('abort')));
  als.run('firer', () => c.abort());
  const t = AbortSignal.timeout(5);
  als.run('adder', () =>
    t.addEventListener('abort', () => {
      see('AbortSignal.timeout');
      done();
    }),
  );
  setTimeout(() => {}, 50);
});
job('events.once', async (done) => {
  const e = new events();
  setTimeout(() => als.run('emitter', () => e.emit('x')), 5);
  await events.once(e, 'x');
  see('events.once');
  done();
});
job('events.on', async (done) => {
  const e = new events();
  setTimeout(
    () =>
      als.run('emitter', () => {
        e.emit('x', 1);
        e.emit('x', 2);
      }),
    5,
  );
  for await (const [v] of events.on(e, 'x')) {
    see('events.on');
    if (v === 2) break;
  }
  done();
});
job('AsyncResource', (done) => {
  const r = new AsyncResource('T');
  const b = AsyncResource.bind(() => see('AsyncResource.bind'));
  const sn = AsyncLocalStorage.snapshot();
  const ab = AsyncLocalStorage.bind(() => see('als.bind'));
  als.run('other', () => {
    r.runInAsyncScope(() => see('runInAsyncScope'));
    b();
    r.bind(() => see('res.bind'))();
    sn(() => see('snapshot'));
    ab();
  });
  done();
});
job('readline', (done) => {
  const r = readline.createInterface({ input: fs.createReadStream(file) });
  r.on('line', () => see('readline line'));
  r.on('close', () => {
    see('readline close');
    done();
  });
});
job('readline iterate', async (done) => {
  const r = readline.createInterface({ input: fs.createReadStream(file) });
  for await (const l of r) {
    see('readline for await');
    break;
  }
  done();
});
job('stream', (done) => {
  const { Readable, Transform, Writable, pipeline, finished } = stream;
  const r = Readable.from(['a', 'b']);
  const t = new Transform({
    transform(c, e, cb) {
      see('transform');
      setImmediate(cb, null, c);
    },
  });
  const w = new Writable({
    write(c, e, cb) {
      see('writable write');
      setTimeout(cb, 1);
    },
    final(cb) {
      see('writable final');
      cb();
    },
  });
  finished(w, () => see('finished cb'));
  pipeline(r, t, w, () => {
    see('pipeline cb');
    done();
  });
});
job('stream other', (done) => {
  const p = als.run('maker', () => new stream.PassThrough());
  als.run('listener', () => {
    p.on('data', () => see('PassThrough data'));
    p.on('end', () => see('PassThrough end'));
    p.on('close', () => {
      see('PassThrough close');
      done();
    });
  });
  als.run('writer', () => {
    p.write('a', () => see('PassThrough write cb'));
    p.end(() => see('PassThrough end cb'));
  });
});
job('stream finished', (done) => {
  const p = als.run('maker', () => new stream.PassThrough());
  als.run('finisher', () =>
    stream.finished(p, () => {
      see('finished');
      done();
    }),
  );
  als.run('writer', () => {
    p.resume();
    p.end();
  });
});
job('stream pipeline cb', (done) => {
  const a = new stream.PassThrough();
  const b = new stream.PassThrough();
  b.resume();
  als.run('piper', () =>
    stream.pipeline(a, b, () => {
      see('pipeline');
      done();
    }),
  );
  setTimeout(() => als.run('writer', () => a.end('x')), 5);
});
job('webstream', async (done) => {
  const t = new TransformStream({
    transform(c, k) {
      see('web transform');
      k.enqueue(c);
    },
  });
  const w = t.writable.getWriter();
  als.run('writer', () => {
    w.write('a');
    w.close();
  });
  for await (const c of t.readable) see('web for await');
  done();
});
job('MessageChannel', (done) => {
  const { port1, port2 } = new MessageChannel();
  als.run('listener', () =>
    port2.on('message', () => {
      see('port message');
      port1.close();
    }),
  );
  als.run('closer', () =>
    port2.on('close', () => {
      see('port close');
      done();
    }),
  );
  als.run('sender', () => port1.postMessage(1));
});
job('BroadcastChannel', (done) => {
  const a = new BroadcastChannel('q'),
    b = new BroadcastChannel('q');
  als.run('listener', () => {
    b.onmessage = () => {
      see('broadcast message');
      a.close();
      b.close();
      done();
    };
  });
  als.run('sender', () => a.postMessage(1));
});
job('unhandledRejection', (done) => {
  als.run('listener', () =>
    process.once('unhandledRejection', () => {
      see('unhandledRejection');
      done();
    }),
  );
  als.run('rejector', () => {
    Promise.reject(new Error('x'));
  });
});
job('uncaughtException', (done) => {
  als.run('listener', () =>
    process.once('uncaughtException', () => {
      see('uncaughtException');
      done();
    }),
  );
  als.run('thrower', () =>
    setTimeout(() => {
      throw new Error('x');
    }, 1),
  );
});
job('uncaughtException fs', (done) => {
  als.run('listener', () =>
    process.once('uncaughtException', () => {
      see('uncaughtException fs');
      done();
    }),
  );
  als.run('thrower', () =>
    fs.stat(file, () => {
      throw new Error('x');
    }),
  );
});
job('emitWarning', (done) => {
  process.once('warning', () => {
    see('warning');
    done();
  });
  als.run('warner', () => process.emitWarning('x'));
});
job('stdout', (done) => {
  process.stderr.write('', () => {
    see('stderr write cb');
    done();
  });
});
job('thenable', async (done) => {
  await {
    then(ok) {
      see('thenable');
      ok();
    },
  };
  see('after thenable');
  done();
});
job('async gen', async (done) => {
  async function* g() {
    see('gen 1');
    yield 1;
    see('gen 2');
    yield 2;
  }
  const it = als.run('maker', g);
  await als.run('nexter', () => it.next());
  await it.next();
  done();
});
job('performance observer', (done) => {
  const { PerformanceObserver, performance } = require('perf_hooks');
  const o = als.run(
    'maker',
    () =>
      new PerformanceObserver(() => {
        see('PerformanceObserver');
        o.disconnect();
        done();
      }),
  );
  o.observe({ entryTypes: ['mark'] });
  als.run('marker', () => performance.mark('x'));
});
job('diagnostics', (done) => {
  const dc = require('diagnostics_channel');
  const ch = dc.channel('q');
  ch.bindStore(als, (d) => 'bound:' + d);
  ch.runStores('v', () => {
    see('runStores');
    setTimeout(() => {
      see('runStores timer');
      ch.unbindStore(als);
      done();
    }, 1);
  });
});
job('util.promisify', async (done) => {
  await require('util').promisify(fs.stat)(file);
  see('promisify stat');
  require('util').callbackify(async () => {})(() => {
    see('callbackify');
    done();
  });
});
job('enterWith', (done) => {
  setTimeout(() => {
    als.enterWith('entered');
    setTimeout(() => see('enterWith timer'), 1);
    fs.stat(file, () => {
      see('enterWith fs');
      done();
    });
  }, 1);
  setTimeout(() => see('enterWith sibling'), 5);
});
(async () => {
  for (const [, run] of jobs) {
    await als.run(
      'job',
      () =>
        new Promise((resolve, reject) => {
          Promise.resolve(run(() => setTimeout(resolve, 20))).catch(reject);
        }),
    );
  }
  fs.rmSync(dir, { recursive: true, force: true });
  const lines = [...seen].map(([name, stores]) => `${name}: ${[...stores].join(' | ')}`);
  fs.writeFileSync(process.env.OUT, lines.sort().join('\n'));
})();
