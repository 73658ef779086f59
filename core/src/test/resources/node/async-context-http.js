'use strict';

// Which store each callback of http sees.

const { AsyncLocalStorage, AsyncResource } = require('node:async_hooks');
const fs = require('fs'),
  path = require('path'),
  os = require('os'),
  net = require('net'),
  http = require('http');

const als = new AsyncLocalStorage();
const seen = new Map();
const see = (name) => seen.set(name, (seen.get(name) ?? new Set()).add(als.getStore() ?? '-'));
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'als-'));
const file = path.join(dir, 'f.txt');
fs.writeFileSync(file, 'hello\nworld\n'.repeat(100));
const jobs = [];
const job = (name, run) => jobs.push([name, run]);

const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
job('http', (done) => {
  const s = als.run('server', () =>
    http
      .createServer((req, res) => {
        see('http request handler');
        req.on('data', () => see('http req data'));
        req.on('end', () => {
          see('http req end');
          setTimeout(() => {
            see('http handler timer');
            res.write('a');
            setTimeout(() => res.end('b', () => see('http res end cb')), 20);
          }, 10);
        });
        req.on('close', () => see('http req close'));
        res.on('finish', () => see('http res finish'));
        res.on('close', () => see('http res close'));
      })
      .listen(0, '127.0.0.1', () => {
        let left = 4;
        for (let i = 0; i < 4; i++)
          als.run('client' + i, () => {
            const n = `hc${i} `;
            const r = http.request(
              { port: s.address().port, host: '127.0.0.1', method: 'POST', agent, timeout: 5000 },
              (res) => {
                see(n + 'response cb');
                res.on('data', () => see(n + 'res data'));
                res.on('end', () => see(n + 'res end'));
                res.on('close', () => {
                  see(n + 'res close');
                  if (--left === 0) {
                    agent.destroy();
                    s.close(done);
                  }
                });
              },
            );
            r.on('socket', () => see(n + 'socket'));
            r.on('finish', () => see(n + 'finish'));
            r.on('close', () => see(n + 'close'));
            r.write('x', () => see(n + 'write cb'));
            r.end('y', () => see(n + 'end cb'));
          });
      }),
  );
  s.on('connection', () => see('http server connection'));
});
job('http keepalive sequential', (done) => {
  const a = new http.Agent({ keepAlive: true });
  const s = http
    .createServer((q, r) => r.end('x'.repeat(100000)))
    .listen(0, '127.0.0.1', async () => {
      for (let i = 0; i < 3; i++)
        await als.run(
          'seq' + i,
          () =>
            new Promise((ok) => {
              const n = `seq${i} `;
              http
                .get({ port: s.address().port, host: '127.0.0.1', agent: a }, async (res) => {
                  see(n + 'response');
                  for await (const c of res) see(n + 'for await');
                  see(n + 'after');
                  res.on('close', () => {});
                  setImmediate(ok);
                })
                .on('close', () => see(n + 'req close'))
                .on('socket', () => see(n + 'socket'));
            }),
        );
      a.destroy();
      s.close(done);
    });
});
job('http errors', (done) => {
  const a = new http.Agent({ keepAlive: true, maxSockets: 1 });
  let n = 0;
  const s = http
    .createServer((q, r) => {
      if (++n === 1) r.end('ok');
      else if (n === 2) q.socket.destroy();
      else if (n === 3) {
        r.writeHead(200, { 'content-length': 10 });
        r.write('x');
        setTimeout(() => q.socket.destroy(), 20);
      } else if (n === 4) setTimeout(() => r.end(), 500);
      else r.end();
    })
    .listen(0, '127.0.0.1', async () => {
      const get = (name, opt, more) =>
        als.run(
          name,
          () =>
            new Promise((ok) => {
              const r = http.get({ port: s.address().port, host: '127.0.0.1', agent: a, ...opt }, (res) => {
                see(name + ' response');
                res.on('error', () => see(name + ' res error'));
                res.on('aborted', () => see(name + ' aborted'));
                res.on('close', () => see(name + ' res close'));
                res.resume();
              });
              r.on('error', () => see(name + ' error'));
              r.on('timeout', () => {
                see(name + ' timeout');
                r.destroy();
              });
              r.on('close', () => {
                see(name + ' close');
                setTimeout(ok, 30);
              });
              more?.(r);
            }),
        );
      await get('he-first');
      await get('he-hangup');
      await get('he-first2'.replace('first2', 'cut'));
      await get('he-timeout', { timeout: 60 });
      await get('he-refused', { port: 1, agent: false });
      await get('he-abort', {}, (r) => setImmediate(() => als.run('aborter', () => r.destroy(new Error('x')))));
      const ac = new AbortController();
      await get('he-signal', { signal: ac.signal }, () => setImmediate(() => als.run('aborter', () => ac.abort())));
      a.destroy();
      s.close(done);
    });
});
job('http upgrade', (done) => {
  const s = als.run('server', () => http.createServer());
  als.run('onup', () =>
    s.on('upgrade', (q, sock) => {
      see('server upgrade');
      sock.write('HTTP/1.1 101 X\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n');
      sock.on('data', (d) => {
        see('upgraded server data');
        sock.end(d);
      });
    }),
  );
  s.listen(0, '127.0.0.1', () =>
    als.run('client', () => {
      const r = http.request({
        port: s.address().port,
        host: '127.0.0.1',
        headers: { Connection: 'Upgrade', Upgrade: 'x' },
      });
      r.on('upgrade', (res, sock) => {
        see('client upgrade');
        sock.on('data', () => see('upgraded client data'));
        sock.on('end', () => {
          see('upgraded client end');
          sock.end();
          s.close(done);
        });
        sock.write('x');
      });
      r.end();
    }),
  );
});
job('http continue', (done) => {
  const s = http
    .createServer((q, r) => {
      q.resume();
      r.writeEarlyHints({ link: '</a>; rel=x' });
      r.end();
    })
    .listen(0, '127.0.0.1', () =>
      als.run('client', () => {
        const r = http.request(
          { port: s.address().port, host: '127.0.0.1', method: 'POST', headers: { expect: '100-continue' } },
          (res) => {
            res.resume();
            res.on('end', () => {
              s.close(done);
              s.closeAllConnections();
            });
          },
        );
        r.on('continue', () => {
          see('http continue');
          r.end('x');
        });
        r.on('information', () => see('http information'));
      }),
    );
});
job('http als in middleware', (done) => {
  let n = 0;
  let more;
  const s = http
    .createServer((q, r) =>
      als.run('req' + ++n, () => {
        const k = 'mw' + n;
        q.on('data', () => see(k + ' data'));
        q.once('data', () => setTimeout(() => more()));
        q.on('end', () => {
          see(k + ' end');
          setTimeout(() => {
            see(k + ' timer');
            r.end('x', () => see(k + ' end cb'));
          }, 5);
        });
        q.on('close', () => see(k + ' req close'));
        r.on('finish', () => see(k + ' finish'));
        r.on('close', () => see(k + ' close'));
      }),
    )
    .listen(0, '127.0.0.1', async () => {
      const a = new http.Agent({ keepAlive: true });
      for (let i = 0; i < 2; i++)
        await new Promise((ok) => {
          const r = http.request({ port: s.address().port, host: '127.0.0.1', agent: a, method: 'POST' }, (res) => {
            res.resume();
            res.on('end', () => setTimeout(ok, 20));
          });
          more = () => r.end('b');
          r.write('a');
        });
      a.destroy();
      s.close(done);
    });
});
job('http server timeouts', (done) => {
  const s = als.run('server', () =>
    http
      .createServer((q, r) => {
        r.setTimeout(50, () => {
          see('res timeout');
          r.end();
        });
        als.run('inreq', () => q.setTimeout(40, () => see('req timeout')));
      })
      .listen(0, '127.0.0.1', () =>
        http.get({ port: s.address().port, host: '127.0.0.1', agent: false }, (r) => {
          r.resume();
          r.on('close', () => s.close(done));
        }),
      ),
  );
});
job('clientError', (done) => {
  const s = als.run('server', () =>
    http.createServer().listen(0, '127.0.0.1', () => {
      const c = net.connect(s.address().port, '127.0.0.1', () => c.write('BAD\r\n\r\n'));
      c.resume();
      c.on('close', () => s.close(done));
    }),
  );
  als.run('onerr', () =>
    s.on('clientError', (e, k) => {
      see('clientError');
      k.end();
    }),
  );
});
job('fetch', (done) => {
  const s = http
    .createServer((q, r) => {
      r.write('a');
      setTimeout(() => r.end('b'), 20);
    })
    .listen(0, '127.0.0.1', async () => {
      for (let i = 0; i < 2; i++)
        await als.run('fetch' + i, async () => {
          const r = await fetch('http://127.0.0.1:' + s.address().port);
          see(`fetch${i} head`);
          for await (const c of r.body) see(`fetch${i} body`);
          const r2 = await fetch('http://127.0.0.1:' + s.address().port);
          await r2.text();
          see(`fetch${i} text`);
        });
      s.closeAllConnections();
      s.close(done);
    });
});
job('http late listen', (done) => {
  const s = als.run('creator', () =>
    http.createServer((q, r) => {
      see('request creator/listener');
      r.end();
    }),
  );
  als.run('listenctx', () =>
    s.listen(0, '127.0.0.1', () =>
      http.get({ port: s.address().port, host: '127.0.0.1', agent: false }, (r) => {
        r.resume();
        r.on('close', () => s.close(done));
      }),
    ),
  );
});
job('express-like async', (done) => {
  const s = http
    .createServer(async (q, r) => {
      als.enterWith('entered in handler');
      await 1;
      see('handler enterWith await');
      setTimeout(() => {
        see('handler enterWith timer');
        r.end();
      }, 1);
      r.on('finish', () => see('handler enterWith finish'));
    })
    .listen(0, '127.0.0.1', () =>
      http.get({ port: s.address().port, host: '127.0.0.1', agent: false }, (r) => {
        r.resume();
        r.on('close', () => s.close(done));
      }),
    );
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
