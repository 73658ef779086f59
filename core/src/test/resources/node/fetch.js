'use strict';

// What fetch answers, and how it fails.

const http = require('http');
const { Readable, pipeline, Writable, PassThrough } = require('stream');
const out = [];
const log = (...a) => out.push(require('util').format(...a));
const sleep = (n) => new Promise((r) => setTimeout(r, n));
const err = (e) => {
  let s = `${e?.name}|${e?.message}|${e?.code}|${e?.constructor?.name}`;
  if (e?.cause) s += ` <- ${e.cause.name}|${e.cause.message}|${e.cause.code}|${e.cause.constructor?.name}`;
  return s;
};
const bad = [];
process.on('uncaughtException', (e) => bad.push('uncaught ' + err(e)));
process.on('unhandledRejection', (e) => bad.push('unhandled ' + err(e)));
(async () => {
  const s = http.createServer((q, r) => {
    const u = q.url;
    if (u === '/slow') {
      r.write('first');
      const t = setTimeout(() => r.end('last'), 3000);
      r.on('close', () => clearTimeout(t));
    } else if (u === '/cut') {
      r.writeHead(200, { 'content-length': 100 });
      r.write('part');
      setTimeout(() => r.destroy(), 30);
    } else if (u === '/cutchunked') {
      r.write('part');
      setTimeout(() => r.destroy(), 30);
    } else if (u === '/never') {
    } else if (u === '/hang') {
      q.socket.destroy();
    } else if (u === '/big') {
      r.end(Buffer.alloc(3e6, 97));
    } else if (u === '/gzip') {
      r.setHeader('content-encoding', 'gzip');
      r.end(require('zlib').gzipSync('zipped'));
    } else if (u === '/badgzip') {
      r.setHeader('content-encoding', 'gzip');
      r.end('not gzip');
    } else if (u === '/redir') {
      r.writeHead(302, { location: '/ok' });
      r.end();
    } else if (u === '/loop') {
      r.writeHead(302, { location: '/loop' });
      r.end();
    } else if (u === '/badredir') {
      r.writeHead(302, { location: 'http://' });
      r.end();
    } else if (u === '/redirscheme') {
      r.writeHead(302, { location: 'ftp://x/' });
      r.end();
    } else if (u === '/json') {
      r.setHeader('content-type', 'application/json');
      r.end('{"a":1}');
    } else if (u === '/badjson') {
      r.end('{');
    } else if (u === '/empty') {
      r.statusCode = 204;
      r.end();
    } else if (u === '/echo') {
      const c = [];
      q.on('data', (d) => c.push(d));
      q.on('end', () => {
        r.setHeader('x-headers', JSON.stringify(q.headers));
        r.end(`${q.method} ${Buffer.concat(c)}`);
      });
      q.on('error', () => {});
    } else if (u === '/conn') {
      r.end(String(q.socket.remotePort));
    } else r.end('ok');
  });
  await new Promise((ok) => s.listen(0, '127.0.0.1', ok));
  const b = 'http://127.0.0.1:' + s.address().port;
  const f = (p, o) => fetch(b + p, o);
  const t = async (name, fn) => {
    try {
      log(name, '->', await fn());
    } catch (e) {
      log(name, '!!', err(e));
    }
  };
  await t('abort reading', async () => {
    const c = new AbortController();
    const r = await f('/slow', { signal: c.signal });
    setTimeout(() => c.abort(), 20);
    return r.text();
  });
  await t('abort reading reason', async () => {
    const c = new AbortController();
    const r = await f('/slow', { signal: c.signal });
    setTimeout(() => c.abort(new Error('mine')), 20);
    return r.text();
  });
  await t('abort reading iter', async () => {
    const c = new AbortController();
    const r = await f('/slow', { signal: c.signal });
    setTimeout(() => c.abort(), 20);
    for await (const x of r.body) log('chunk', x.constructor.name, x.length);
  });
  await t('abort reading reader', async () => {
    const c = new AbortController();
    const r = await f('/slow', { signal: c.signal });
    const rd = r.body.getReader();
    await rd.read();
    const p = rd.read();
    c.abort();
    return p;
  });
  await t('abort before read', async () => {
    const c = new AbortController();
    const r = await f('/slow', { signal: c.signal });
    c.abort();
    await sleep(5);
    return r.text().catch((e) => e.name);
  });
  await t('abort after done', async () => {
    const c = new AbortController();
    const r = await f('/ok', { signal: c.signal });
    const x = await r.text();
    c.abort();
    return x;
  });
  await t('timeout reading', async () => {
    const r = await f('/slow', { signal: AbortSignal.timeout(50) });
    return r.text();
  });
  await t('timeout head', async () => f('/never', { signal: AbortSignal.timeout(50) }));
  await t('abort head', async () => {
    const c = new AbortController();
    setTimeout(() => c.abort(), 20);
    return f('/never', { signal: c.signal });
  });
  await t('abort head string', async () => {
    const c = new AbortController();
    setTimeout(() => c.abort('why'), 20);
    return f('/never', { signal: c.signal }).catch((e) => typeof e + e);
  });
  await t('aborted already', async () => f('/ok', { signal: AbortSignal.abort() }));
  await t('cut', async () => (await f('/cut')).text());
  await t('cut chunked', async () => (await f('/cutchunked')).text());
  await t('cut iter', async () => {
    for await (const x of (await f('/cut')).body) log('chunk', x.length);
  });
  await t('cut json', async () => (await f('/cut')).json());
  await t('cut unread', async () => {
    const r = await f('/cut');
    await sleep(80);
    return r.status;
  });
  await t('cancel', async () => {
    const r = await f('/slow');
    await r.body.cancel();
    await sleep(20);
    return [r.bodyUsed, r.body.locked].join();
  });
  await t('cancel reason', async () => {
    const r = await f('/slow');
    const x = await r.body.cancel('because');
    await sleep(20);
    return String(x);
  });
  await t('cancel reader', async () => {
    const r = await f('/big');
    const rd = r.body.getReader();
    await rd.read();
    await rd.cancel();
    return rd.closed.then(() => 'closed');
  });
  await t('break', async () => {
    const r = await f('/slow');
    for await (const x of r.body) break;
    return r.bodyUsed;
  });
  await t('hang up', async () => f('/hang'));
  await t('refused', async () => fetch('http://127.0.0.1:1/'));
  await t('badurl', async () => fetch('nonsense'));
  await t('scheme', async () => fetch('ftp://x/'));
  await t('badport', async () =>
    fetch('http://127.0.0.1:6000/').catch((e) => {
      log(e.message, e.cause?.message);
    }),
  );
  await t('redirect error', async () => f('/redir', { redirect: 'error' }));
  await t('redirect manual', async () => {
    const r = await f('/redir', { redirect: 'manual' });
    return [r.status, r.type, r.redirected, r.headers.get('location')].join();
  });
  await t('redirect follow', async () => {
    const r = await f('/redir');
    return [r.status, r.redirected, r.url === b + '/ok', await r.text()].join();
  });
  await t('redirect loop', async () => f('/loop'));
  await t('redirect bad', async () => f('/badredir'));
  await t('redirect scheme', async () => f('/redirscheme'));
  await t('gzip', async () => (await f('/gzip')).text());
  await t('bad gzip', async () => (await f('/badgzip')).text());
  await t('json', async () => JSON.stringify(await (await f('/json')).json()));
  await t('badjson', async () => (await f('/badjson')).json().catch((e) => e.name));
  await t('empty', async () => {
    const r = await f('/empty');
    return [r.body, (await r.text()) === ''].join();
  });
  await t('used', async () => {
    const r = await f('/ok');
    await r.text();
    return r.text();
  });
  await t('clone', async () => {
    const r = await f('/ok');
    const c = r.clone();
    return [await r.text(), await c.text(), r.url === c.url].join();
  });
  await t('clone big', async () => {
    const r = await f('/big');
    const c = r.clone();
    const [x, y] = await Promise.all([r.arrayBuffer(), c.bytes?.() ?? c.arrayBuffer()]);
    return [x.byteLength, y.byteLength].join();
  });
  await t('clone used', async () => {
    const r = await f('/ok');
    await r.text();
    return r.clone();
  });
  await t('tee', async () => {
    const r = await f('/ok');
    const [x, y] = r.body.tee();
    return [await new Response(x).text(), await new Response(y).text(), r.bodyUsed].join();
  });
  await t('clone abort', async () => {
    const c = new AbortController();
    const r = await f('/slow', { signal: c.signal });
    const k = r.clone();
    setTimeout(() => c.abort(), 20);
    const z = await Promise.allSettled([r.text(), k.text()]);
    return z.map((x) => x.reason?.name).join();
  });
  await t('blob', async () => {
    const x = await (await f('/json')).blob();
    return [x.type, x.size].join();
  });
  await t('post string', async () => (await f('/echo', { method: 'POST', body: 'hello' })).text());
  await t('post stream', async () =>
    (
      await f('/echo', {
        method: 'POST',
        duplex: 'half',
        body: new ReadableStream({
          start(c) {
            c.enqueue(new TextEncoder().encode('str'));
            c.close();
          },
        }),
      })
    ).text(),
  );
  await t('post stream no duplex', async () => f('/echo', { method: 'POST', body: new ReadableStream() }));
  await t('post stream error', async () =>
    f('/echo', {
      method: 'POST',
      duplex: 'half',
      body: new ReadableStream({
        pull() {
          throw new Error('source');
        },
      }),
    }),
  );
  await t('post bad chunk', async () =>
    f('/echo', {
      method: 'POST',
      duplex: 'half',
      body: new ReadableStream({
        start(c) {
          c.enqueue('text');
          c.close();
        },
      }),
    }).then((r) => r.status),
  );
  await t('post iter', async () =>
    (
      await f('/echo', {
        method: 'POST',
        duplex: 'half',
        body: (async function* () {
          yield Buffer.from('a');
          yield Buffer.from('b');
        })(),
      })
    ).text(),
  );
  await t('post form', async () => {
    const d = new FormData();
    d.set('a', '1');
    return (await (await f('/echo', { method: 'POST', body: d })).text()).includes('name="a"');
  });
  await t('post params', async () => {
    const r = await f('/echo', { method: 'POST', body: new URLSearchParams('a=1') });
    return JSON.parse(r.headers.get('x-headers'))['content-type'] + (await r.text());
  });
  await t('get body', async () => f('/echo', { body: 'x' }));
  await t('fromWeb', async () => {
    const r = await f('/big');
    let n = 0;
    for await (const c of Readable.fromWeb(r.body)) n += c.length;
    return n;
  });
  await t('fromWeb cut', async () => {
    const r = await f('/cut');
    for await (const c of Readable.fromWeb(r.body));
  });
  await t('pipeline', async () => {
    const r = await f('/big');
    let n = 0;
    await require('stream/promises').pipeline(
      r.body,
      new Writable({
        write(c, e, cb) {
          n += c.length;
          cb();
        },
      }),
    );
    return n;
  });
  await t('pipeline cut', async () => {
    const r = await f('/cut');
    await require('stream/promises').pipeline(
      r.body,
      new Writable({
        write(c, e, cb) {
          cb();
        },
      }),
    );
  });
  await t('pipeTo', async () => {
    const r = await f('/big');
    let n = 0;
    await r.body.pipeTo(
      new WritableStream({
        write(c) {
          n += c.length;
        },
      }),
    );
    return n;
  });
  await t('request signal', async () => {
    const c = new AbortController();
    const r = new Request(b + '/ok', { signal: c.signal });
    c.abort('q');
    return [r.signal === c.signal, r.signal.aborted, r.signal.reason].join();
  });
  await t('request reuse', async () => {
    const r = new Request(b + '/echo', { method: 'POST', body: 'x' });
    await fetch(r);
    return (await fetch(r)).status;
  });
  await t('response types', async () => {
    const r = await f('/ok');
    return [r.type, r.ok, r.statusText, r.bodyUsed, r.body instanceof ReadableStream].join();
  });
  await t('response error', async () => {
    const r = Response.error();
    return [r.type, r.status].join();
  });
  await t('formData bad', async () => (await f('/ok')).formData().catch((e) => e.name));
  await t('bad header', async () => f('/ok', { headers: { 'a b': 'c' } }));
  await t('method', async () => f('/ok', { method: 'TRACE' }));
  await sleep(100);
  log(bad.length ? bad.join('\n') : 'quiet');
  s.closeAllConnections();
  s.close();
  require('fs').writeFileSync(process.env.OUT, out.join('\n'));
})();
