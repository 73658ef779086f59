// Behind heads/async-context.js: events and resources.

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
