package io.cortado.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.testing.TestApp;
import org.junit.jupiter.api.Test;

/** Callbacks run in the order Node runs them in; expectations were recorded from Node. */
class EventLoopOrderTest {
  private static final String LOG =
      """
      const seen = [];
      const log = (word) => () => seen.push(word);
      process.on('exit', () => require('fs').writeFileSync(process.env.OUT, seen.join(' ')));
      """;

  private static String run(String script) throws Exception {
    return TestApp.run(LOG + script);
  }

  @Test
  void runsTicksThenMicrotasksThenTicksOfMicrotasks() throws Exception {
    assertThat(
            run(
                """
                process.nextTick(() => { seen.push('tick1'); process.nextTick(log('tick3')); Promise.resolve().then(log('micro3')); });
                Promise.resolve().then(() => { seen.push('micro1'); process.nextTick(log('tick4')); }).then(log('micro4'));
                process.nextTick(log('tick2'));
                queueMicrotask(log('micro2'));
                seen.push('main');
                """))
        .isEqualTo("main tick1 tick2 tick3 micro1 micro2 micro3 micro4 tick4");
  }

  @Test
  void runsTicksAndMicrotasksBetweenTimersAndBetweenImmediates() throws Exception {
    assertThat(
            run(
                """
                const both = (word) => () => { seen.push(word); process.nextTick(log(word + 't')); Promise.resolve().then(log(word + 'm')); };
                setTimeout(() => {
                  setImmediate(both('i1')); setImmediate(both('i2'));
                  setTimeout(both('a'), 1); setTimeout(both('b'), 1);
                  const until = Date.now() + 5; while (Date.now() < until);
                }, 1);
                """))
        .isEqualTo("i1 i1t i1m i2 i2t i2m a at am b bt bm");
  }

  @Test
  void keepsImmediatesMadeByImmediatesForTheNextTurn() throws Exception {
    assertThat(
            run(
                """
                setTimeout(() => {
                  setImmediate(() => { seen.push('i1'); setImmediate(log('i3')); });
                  setImmediate(log('i2'));
                }, 1);
                """))
        .isEqualTo("i1 i2 i3");
  }

  @Test
  void runsTimersInTheirDueOrder() throws Exception {
    assertThat(
            run(
                """
                const ran = [], due = new Map();
                const timer = (name, delay) => due.set(name, setTimeout(() => ran.push(name), delay)._idleStart + delay);
                timer('c', 30); timer('a', 5); timer('b', 15);
                clearTimeout(setTimeout(log('never'), 1));
                const inOrder = [...due.keys()].sort((x, y) => due.get(x) - due.get(y));
                let n = 0;
                const i = setInterval(() => {
                  seen.push('i');
                  if (++n === 2) { clearInterval(i); seen.push(String(ran) === String(inOrder)); }
                }, 40);
                """))
        .isEqualTo("i i true");
  }

  @Test
  void timersReturnObjectsWithNodesMethods() throws Exception {
    assertThat(
            run(
                """
                const t = setTimeout(log('unreferenced'), 10_000).unref();
                seen.push(t.hasRef(), typeof t[Symbol.toPrimitive](), t.ref().hasRef(), typeof t.refresh().close());
                const byNumber = setTimeout(log('never'), 5); clearTimeout(+byNumber);
                const im = setImmediate(log('never')); clearImmediate(im); seen.push(im.hasRef());
                """))
        .isEqualTo("false number true object true");
  }

  @Test
  void immediatesDoNotStarveSockets() throws Exception {
    assertThat(
            run(
                """
                let spinning = true;
                const spin = () => { if (spinning) setImmediate(spin); };
                const server = require('http').createServer((req, res) => { res.end('ok'); });
                server.listen(0, '127.0.0.1', () => {
                  spin();
                  const URL_ = Java.type('java.net.URI').create('http://127.0.0.1:' + server.address().port + '/').toURL();
                  const Thread = Java.type('java.lang.Thread');
                  const answer = new (Java.type('java.util.concurrent.CompletableFuture'))();
                  const Fetch = Java.type('io.cortado.loop.Fetch');
                  Fetch.start(URL_, answer);
                  const look = setInterval(() => {
                    if (answer.isDone()) { seen.push(answer.get()); spinning = false; clearInterval(look); server.close(); server.closeAllConnections(); }
                  }, 5);
                });
                """))
        .isEqualTo("ok");
  }

  @Test
  void endsWithBeforeExitThenExitWhenNothingIsLeft() throws Exception {
    assertThat(
            run(
                """
                let again = true;
                process.on('beforeExit', () => { seen.push('beforeExit'); if (again) { again = false; setTimeout(log('more'), 1); } });
                process.on('exit', (code) => seen.push('exit' + code));
                seen.push('main');
                """))
        .isEqualTo("main beforeExit more beforeExit");
  }

  @Test
  void givesUncaughtErrorsAndRejectionsToListenersFirst() throws Exception {
    assertThat(
            run(
                """
                process.on('uncaughtException', (e, origin) => seen.push(e.message, origin));
                process.on('unhandledRejection', (reason) => seen.push('rejected:' + reason));
                setTimeout(() => { throw new Error('thrown'); }, 1);
                setTimeout(() => Promise.reject('no'), 10);
                setTimeout(() => { const p = Promise.reject('late'); p.catch(() => {}); }, 15);
                setTimeout(log('still here'), 20);
                """))
        .isEqualTo("thrown uncaughtException rejected:no still here");
  }

  @Test
  void endsWithCodeOneAfterAnUncaughtError() throws Exception {
    assertThat(run("setTimeout(log('never'), 1000); throw new Error('expected by the test')")).endsWith("exit 1");
  }

  @Test
  void socketsHaveATurnBetweenThousandsOfTimers() throws Exception {
    assertThat(
            run(
                """
                const server = require('net').createServer((socket) => { seen.push('connection'); socket.end(); }).listen(0, () => {
                  const { port } = server.address();
                  let left = 20000;
                  const until = Date.now() + 50;
                  for (let i = 0; i < left; i++) {
                    setTimeout(() => {
                      for (let k = 0; k < 100; k++);
                      if (--left === 19999) require('net').connect(port).resume().on('close', () => server.close());
                      if (left === 0) seen.push('timers');
                    }, 1);
                  }
                  while (Date.now() < until);
                });
                """))
        .isEqualTo("connection timers");
  }

  @Test
  void signalsAreCollectedUnlessSomebodyListens() throws Exception {
    assertThat(
            run(
                """
                const long = new AbortController();
                const listener = log('never');
                const makers = {
                  timeout: () => AbortSignal.timeout(1e9),
                  any: () => AbortSignal.any([long.signal, AbortSignal.timeout(1e9)]),
                  notListenedToAnyMore() {
                    const signal = AbortSignal.any([long.signal, AbortSignal.timeout(1e9)]);
                    signal.addEventListener('abort', listener);
                    signal.removeEventListener('abort', listener);
                    return signal;
                  },
                  targetOfALongSignal() {
                    const target = new EventTarget();
                    target.addEventListener('x', () => target, { signal: long.signal });
                    return target;
                  },
                  resourceOfALongSignal() {
                    const resource = {};
                    require('util').aborted(long.signal, resource).then(() => resource);
                    return resource;
                  },
                  LISTENED() {
                    const signal = AbortSignal.timeout(1e9);
                    signal.addEventListener('abort', listener);
                    return signal;
                  },
                  ANY() {
                    const signal = AbortSignal.any([AbortSignal.timeout(1e9)]);
                    signal.onabort = listener;
                    return signal;
                  },
                };
                const made = Object.entries(makers).map(([name, make]) => {
                  return [name, Array.from({ length: 50 }, () => new WeakRef(make()))];
                });
                let rounds = 0;
                (function look() {
                  Java.type('java.lang.System').gc();
                  if (++rounds < 4) return setImmediate(look);
                  // A call that was made once may be remembered by the code that made it.
                  for (const [name, refs] of made) {
                    const left = refs.filter((ref) => ref.deref() !== undefined).length;
                    seen.push(left === 50 ? `${name} stays` : left < 3 ? `${name} goes` : `${name} ${left}`);
                  }
                  process.exit();
                })();
                """))
        .isEqualTo(
            "timeout goes any goes notListenedToAnyMore goes targetOfALongSignal goes resourceOfALongSignal goes "
                + "LISTENED stays ANY stays");
  }

  @Test
  void postedTasksOfOtherThreadsRunOnTheLoopInOrder() throws Exception {
    EventLoop loop = EventLoop.start("test");
    try {
      StringBuffer order = new StringBuffer();
      var done = new java.util.concurrent.CompletableFuture<Boolean>();
      Thread poster =
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int i = 0; i < 5000; i++) {
                      int n = i;
                      loop.post(() -> order.append(loop.onLoop() ? "" : "off ").append(n % 1000 == 0 ? n + " " : ""));
                    }
                    loop.post(() -> done.complete(true));
                  });
      poster.join();
      done.get(30, java.util.concurrent.TimeUnit.SECONDS);
      assertThat(order).hasToString("0 1000 2000 3000 4000 ");
      assertThat(loop.onLoop()).isFalse();
    } finally {
      loop.stop();
    }
  }
}
