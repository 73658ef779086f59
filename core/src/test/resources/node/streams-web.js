'use strict';

// Web streams where streams are taken.

const { Readable, pipeline, PassThrough } = require('stream');
const out = [];
const log = (...a) => out.push(a.join(' '));
(async () => {
  const w = new ReadableStream({
    start(c) {
      c.enqueue(Buffer.from('x'));
      c.close();
    },
  });
  await new Promise((ok) =>
    pipeline(
      w,
      new PassThrough().on('data', (d) => log('pl', d)),
      (e) => {
        log('pipeline', e?.message);
        ok();
      },
    ),
  );
  const tr = new TransformStream({
    transform(c, k) {
      k.enqueue(Buffer.from(String(c).toUpperCase()));
    },
  });
  await new Promise((ok) =>
    pipeline(
      Readable.from([Buffer.from('abc')]),
      tr,
      async function* (src) {
        for await (const c of src) {
          log('t', Buffer.from(c));
          yield c;
        }
      },
      new WritableStream({
        write(c) {
          log('ws', Buffer.from(c));
        },
      }),
      (e) => {
        log('pipeline2', e?.message);
        ok();
      },
    ),
  );
  const bad = new ReadableStream({
    pull() {
      throw new Error('bad pull');
    },
  });
  await new Promise((ok) =>
    pipeline(bad, new PassThrough().resume(), (e) => {
      log('pipeline3', e?.message);
      ok();
    }),
  );
  await new Promise((ok) =>
    pipeline(
      Readable.from(['q']),
      new WritableStream({
        write() {
          throw new Error('bad write');
        },
      }),
      (e) => {
        log('pipeline4', e?.message);
        ok();
      },
    ),
  );
  let cancelled;
  const c = new ReadableStream({
    pull(k) {
      k.enqueue('z');
    },
    cancel(r) {
      cancelled = String(r);
    },
  });
  const nr = Readable.fromWeb(c, { objectMode: true });
  for await (const x of nr) break;
  await 1;
  log('cancelled', cancelled !== undefined);
  const fin = require('stream').finished;
  await new Promise((ok) =>
    fin(
      new ReadableStream({
        start(c) {
          c.close();
        },
      }),
      (e) => {
        log('finished web', e?.message);
        ok();
      },
    ),
  );
  log(require('stream').isReadable(new ReadableStream()), require('stream').isErrored?.(new ReadableStream()));
  require('fs').writeFileSync(process.env.OUT, out.join('\n'));
})();
