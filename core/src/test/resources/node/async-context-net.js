// Behind heads/async-context.js: sockets.

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
