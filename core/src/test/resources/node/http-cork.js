'use strict';

// When heads and parts of bodies leave.

const http = require('http'),
  net = require('net');
const out = [];
const log = (...a) => out.push(require('util').format(...a));
let arrived = () => {};
/** Until the client has the next bytes. */
const arrival = () =>
  new Promise((r) => {
    arrived = r;
  });
/** Turns of the loop in which nothing must arrive. */
const turns = async () => {
  for (let i = 0; i < 20; i++) await new Promise(setImmediate);
};
const cases = {
  empty: async (q, r) => {
    log('ret', r.write(''));
    log(r.headersSent, r.writableLength);
    await arrival();
    r.end('x');
  },
  emptyBuffer: async (q, r) => {
    log(
      'ret',
      r.write(Buffer.alloc(0), () => log('cb')),
    );
    await arrival();
    r.end();
  },
  emptyLength: async (q, r) => {
    r.setHeader('content-length', 3);
    r.write('');
    await arrival();
    r.end('abc');
  },
  emptyThenData: async (q, r) => {
    r.write('');
    r.write('a');
    r.write('');
    await arrival();
    r.write('');
    r.end('');
  },
  emptySync: async (q, r) => {
    r.write('');
    r.end('x');
  },
  head: async (q, r) => {
    r.write('');
    await turns();
    r.end('x');
  },
  cork: async (q, r) => {
    r.cork();
    log(r.writableCorked);
    r.write('a');
    r.write('b');
    await turns();
    log('held');
    r.uncork();
    await arrival();
    r.end('c');
  },
  cork2: async (q, r) => {
    r.write('0');
    await arrival();
    r.cork();
    r.cork();
    r.write('a');
    r.write('b');
    r.write(Buffer.from('c'));
    r.uncork();
    await turns();
    log('held');
    r.write('d', () => log('cb d'));
    const came = arrival();
    r.uncork();
    await turns();
    await came;
    r.end();
  },
  corkEnd: async (q, r) => {
    r.cork();
    r.write('a');
    await turns();
    r.write('b');
    r.end('c');
    log('corked', r.writableCorked);
  },
  corkEmpty: async (q, r) => {
    r.cork();
    r.write('');
    await turns();
    log('held');
    r.uncork();
    await arrival();
    r.end();
  },
  corkLength: async (q, r) => {
    r.setHeader('content-length', 4);
    r.cork();
    r.write('ab');
    await turns();
    r.write('cd');
    await turns();
    log('held');
    r.uncork();
    await arrival();
    r.end();
  },
  flush: async (q, r) => {
    r.cork();
    r.flushHeaders();
    await turns();
    log('held');
    r.end('x');
  },
  uncorkOnly: async (q, r) => {
    r.uncork();
    log(r.writableCorked);
    r.end('x');
  },
};
(async () => {
  for (const [name, fn] of Object.entries(cases))
    for (const v of ['1.1', '1.0']) {
      out.push(`-- ${name} ${v}`);
      const s = http.createServer(fn).listen(0);
      await new Promise((ok) => s.on('listening', ok));
      await new Promise((ok) => {
        const c = net.connect(s.address().port, () =>
          c.write(`${name === 'head' ? 'HEAD' : 'GET'} / HTTP/${v}\r\nHost: a\r\nConnection: close\r\n\r\n`),
        );
        c.on('data', (d) => {
          log(
            'data %j',
            String(d)
              .replace(/Date: .*\r\n/, '')
              .slice(0, 300),
          );
          arrived();
        });
        c.on('close', ok);
      });
      s.close();
    }
  require('fs').writeFileSync(process.env.OUT, out.join('\n'));
})();
