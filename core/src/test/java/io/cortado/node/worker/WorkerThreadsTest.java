package io.cortado.node.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cortado.Cortado;
import io.cortado.testing.TestApp;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Threads of an app under load, and what Node 20, which the scripts beside are recorded with, does not have. */
class WorkerThreadsTest {
  private static final String OUT = "const out = (text) => require('fs').appendFileSync(process.env.OUT, text + '\\n');\n";

  private static long workers() {
    return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("cortado worker")).count();
  }

  @Test
  void shareMemoryAndLoseNoMessageUnderLoad() throws Exception {
    assertThat(TestApp.run(OUT + """
        const { Worker, BroadcastChannel, MessageChannel } = require('worker_threads');
        const THREADS = 4, ROUNDS = 300, ADDS = 20000;
        const memory = new Int32Array(new SharedArrayBuffer(8));
        const text = `
          const { parentPort, workerData: { memory, me, ROUNDS, ADDS, right, left } } = require('worker_threads');
          for (let i = 0; i < ADDS; i++) Atomics.add(memory, 0, 1);
          let seen = 0, hops = 0, news = 0;
          const channel = new BroadcastChannel('all');
          const done = () => { if (seen === ROUNDS && hops === ROUNDS && news === 3 * 50) parentPort.postMessage({ me, end: true }); };
          channel.onmessage = () => { news++; done(); };
          left.on('message', (m) => { if (m.bytes.length !== 16 || m.bytes[3] !== (m.i & 255)) throw new Error('spoilt'); hops++; done(); });
          parentPort.on('message', (m) => {
            if (m.stop) { left.close(); right.close(); channel.close(); parentPort.close(); return; }
            seen++;
            const bytes = new Uint8Array(16).fill(m.i);
            right.postMessage({ i: m.i, bytes, map: new Map([[m.i, { me }]]) }, seen % 2 ? [bytes.buffer] : []);
            if (m.i < 50) channel.postMessage(m.i);
            parentPort.postMessage({ me, echo: m.i });
            done();
          });
          parentPort.postMessage({ me, ready: true });`;
        const ring = Array.from({ length: THREADS }, () => new MessageChannel());
        const next = new Array(THREADS).fill(0);
        let ready = 0, ended = 0, gone = 0;
        const workers = ring.map(({ port1: right }, me) => {
          const left = ring[(me + THREADS - 1) % THREADS].port2;
          const worker = new Worker(text, { eval: true, workerData: { memory, me, ROUNDS, ADDS, right, left }, transferList: [right, left] });
          worker.on('message', (m) => {
            if (m.ready && ++ready === THREADS) for (let i = 0; i < ROUNDS; i++) for (const each of workers) each.postMessage({ i });
            if (m.echo !== undefined && m.echo !== next[m.me]++) out(`out of order: ${m.echo}`);
            if (m.end && ++ended === THREADS) for (const each of workers) each.postMessage({ stop: true });
          });
          worker.on('error', (error) => out(error.stack));
          worker.on('exit', (code) => {
            if (code !== 0) out(`exit ${code}`);
            if (++gone === THREADS) out(`${memory[0] === THREADS * ADDS} ${next}`);
          });
          return worker;
        });
        """)).isEqualTo("true 300,300,300,300\n");
  }

  @Test
  void endWithTheirAppAndLeaveNoThreads() throws Exception {
    long before = workers();
    try (TestApp app = TestApp.start("""
        const { Worker } = require('worker_threads');
        let up = 0;
        for (const text of ['for (;;) {}', 'setInterval(() => {}, 1000)',
          "new (require('worker_threads').Worker)('for (;;) {}', { eval: true }).on('online', () => require('worker_threads').parentPort.postMessage(1))"]) {
          const worker = new Worker(text, { eval: true });
          worker.on(text.startsWith('new') ? 'message' : 'online', () => { if (++up === 3) require('fs').writeFileSync(process.env.OUT, 'up'); });
        }
        """, Map.of())) {
      assertThat(app.result()).isEqualTo("up");
      assertThat(workers()).isGreaterThanOrEqualTo(before + 4);
    }
    await().atMost(20, TimeUnit.SECONDS).untilAsserted(() -> assertThat(workers()).isLessThanOrEqualTo(before));
  }

  @Test
  void areEndedAtAnyMomentOfTheirStart() throws Exception {
    assertThat(TestApp.run(OUT + """
        const { Worker } = require('worker_threads');
        (async () => {
          const codes = new Set();
          for (const delay of [0, 1, 20, 60, 100, 150]) {
            const workers = [1, 2].map(() => new Worker('setInterval(() => {}, 1000)', { eval: true }));
            if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
            for (const code of await Promise.all(workers.map((each) => each.terminate()))) codes.add(code);
          }
          out([...codes].join());
        })();
        """)).isEqualTo("1\n");
  }

  @Test
  void takeMessagesOfAnyOther() throws Exception {
    assertThat(TestApp.run(OUT + """
        const { Worker, postMessageToThread, threadId } = require('worker_threads');
        process.on('workerMessage', (value, source) => out(`main ${JSON.stringify(value)} ${source > 0}`));
        const worker = new Worker(`
          const { postMessageToThread, parentPort } = require('worker_threads');
          process.on('workerMessage', (value, source) => {
            if (value === 'bad') throw new TypeError('not this');
            if (value === 'slow') { const end = Date.now() + 2000; while (Date.now() < end); return; }
            postMessageToThread(source, { back: value }).then(() => value === 'last' && process.exit());
          });
          setInterval(() => {}, 1000);
          parentPort.postMessage('ready');`, { eval: true });
        const failed = (error) => out(`${error.code} ${error.message} ${error.cause}`);
        worker.once('message', async () => {
          const id = worker.threadId;
          await postMessageToThread(id, [1, 2]);
          await postMessageToThread(id, 'bad').catch(failed);
          await postMessageToThread(id, 'slow', 50).catch(failed);
          await postMessageToThread(99, 1).catch(failed);
          await postMessageToThread(threadId, 1).catch(failed);
          await postMessageToThread(id, () => {}).catch(failed);
          await postMessageToThread(id, 'last');
        });
        """)).isEqualTo("""
        main {"back":[1,2]} true
        ERR_WORKER_MESSAGING_ERRORED The destination thread threw an error while processing the message TypeError: not this
        ERR_WORKER_MESSAGING_TIMEOUT Sending a message to another thread timed out undefined
        ERR_WORKER_MESSAGING_FAILED Cannot find the destination thread or listener undefined
        ERR_WORKER_MESSAGING_SAME_THREAD Cannot sent a message to the same thread undefined
        25 () => {} could not be cloned. undefined
        main {"back":"last"} true
        """);
  }

  @Test
  void refuseWhatOnlyAProcessHasOrNobody() throws Exception {
    assertThat(TestApp.run(OUT + """
        const threads = require('worker_threads');
        const buffer = new ArrayBuffer(4);
        threads.markAsUntransferable(buffer);
        const { port1 } = new MessageChannel();
        const kept = { a: 1 };
        threads.markAsUncloneable(kept);
        const worker = new threads.Worker('', { eval: true });
        for (const use of [() => structuredClone(buffer, { transfer: [buffer] }), () => structuredClone({ kept }),
          () => threads.moveMessagePortToContext(port1, require('vm').createContext({})), () => worker.getHeapSnapshot(),
          () => new threads.Worker('', { eval: true, execArgv: ['--max-old-space-size=10'] })]) {
          try {
            use();
          } catch (error) {
            out(`${error.code} ${error.message}`);
          }
        }
        out([threads.isMarkedAsUntransferable(buffer), buffer.byteLength, structuredClone(buffer).byteLength]);
        """)).isEqualTo("""
        25 Cannot transfer object of unsupported type.
        25 Cannot clone object of unsupported type.
        ERR_FEATURE_NOT_SUPPORTED worker_threads.moveMessagePortToContext is not supported by Cortado; \
        listen on the port here, and give the context functions that post to it
        ERR_FEATURE_NOT_SUPPORTED worker.getHeapSnapshot is not supported by Cortado; the heap is the JVM's: use jcmd <pid> GC.heap_dump <file>
        ERR_WORKER_INVALID_EXEC_ARGV Initiated Worker with invalid execArgv flags: --max-old-space-size=10
        true,4,4
        """);
  }

  @Test
  void giveObjectsOfJavaAsTheyAre() throws Exception {
    assertThat(TestApp.run(OUT + """
        const counter = new (Java.type('java.util.concurrent.atomic.AtomicInteger'))(40);
        const worker = new (require('worker_threads').Worker)(
          "const { counter } = require('worker_threads').workerData; counter.addAndGet(2);", { eval: true, workerData: { counter } });
        worker.on('exit', () => out(counter.get()));
        """)).isEqualTo("42\n");
  }

  @Test
  void runFilesOfBothKindsWithTheOptionsOfNode() throws Exception {
    assertThat(TestApp.run(OUT + """
        const fs = require('fs');
        const path = require('path');
        const { Worker } = require('worker_threads');
        fs.writeFileSync(path.join(__dirname, 'common.js'), "require('worker_threads').parentPort.postMessage([__filename.endsWith('common.js'), require.main === module, globalThis.before, process.execArgv.length]);");
        fs.writeFileSync(path.join(__dirname, 'module.mjs'), "import { parentPort } from 'worker_threads'; await 1; parentPort.postMessage([import.meta.url.endsWith('module.mjs'), process.argv[1].endsWith('module.mjs')]);");
        fs.writeFileSync(path.join(__dirname, 'before.js'), 'globalThis.before = true;');
        process.chdir(__dirname);
        const run = (...args) => new Promise((resolve) => {
          const worker = new Worker(...args);
          worker.on('message', (message) => out(message.join()));
          worker.on('error', (error) => out(`${error.code} ${error.message.split('\\n')[0].replace(__dirname, '')}`));
          worker.on('exit', resolve);
        });
        run('./common.js')
          .then(() => run(path.join(__dirname, 'common.js'), { execArgv: ['--require', './before.js'] }))
          .then(() => run(require('url').pathToFileURL(path.join(__dirname, 'module.mjs'))))
          .then(() => run('./nowhere.js'));
        """)).isEqualTo("true,true,,0\ntrue,true,true,2\ntrue,true\nMODULE_NOT_FOUND Cannot find module '/nowhere.js'\n");
  }

  @Test
  void countTheTimeOfTheirLoops() throws Exception {
    assertThat(TestApp.run(OUT + """
        const { Worker } = require('worker_threads');
        const worker = new Worker("setInterval(() => {}, 1000); require('worker_threads').parentPort.postMessage(1);", { eval: true });
        worker.on('message', () => {
          const first = worker.performance.eventLoopUtilization();
          setTimeout(() => {
            const { utilization, idle } = worker.performance.eventLoopUtilization(first);
            out(`${utilization < 0.5} ${idle > 100}`);
            worker.terminate();
          }, 300);
        });
        """)).isEqualTo("true true\n");
  }

  @Test
  void doNotEndTheProgramAroundTheApp() throws Exception {
    try (TestApp app = TestApp.start(OUT + """
        const { Worker } = require('worker_threads');
        new Worker('process.exit(3)', { eval: true }).on('exit', (code) => {
          require('http').createServer().listen(0, '127.0.0.1', function () { out(code); });
        });
        """, Map.of())) {
      assertThat(app.result()).isEqualTo("3\n");
      Cortado running = app.cortado();
      assertThat(running.exitCode()).isNotDone();
      assertThat(running.port()).isPositive();
    }
  }
}
