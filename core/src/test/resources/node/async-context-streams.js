// Behind heads/async-context.js: streams.

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
