// Behind heads/async-context.js: the language and diagnostics.

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
