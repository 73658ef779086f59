// Behind heads/async-context.js: files.

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
