'use strict';
const dgram = require('dgram');
const dns = require('dns');
const fs = require('fs');
const net = require('net');
const util = require('util');

const say = (...values) => fs.appendFileSync(process.env.OUT, `${values.map((value) => (typeof value === 'string' ? value
  : util.inspect(value, { breakLength: Infinity, depth: 5 }).replace('[byteLength]', 'byteLength'))).join(' ').replace(/\b\d{5}\b/g, 'PORT')}\n`);
const told = (error) => `${error.name} ${error.message} ${Object.keys(error).map((key) => `${key}=${error[key]}`)}`;

// a server that answers by the first label of the name, over UDP and TCP

const u16 = (number) => Buffer.from([number >> 8, number & 255]);
const u32 = (number) => Buffer.concat([u16(number >>> 16), u16(number & 0xffff)]);
const text = (value) => Buffer.concat([Buffer.from([value.length]), Buffer.from(value, 'latin1')]);
const name = (value) => Buffer.concat([...value.split('.').filter(Boolean).map(text), Buffer.from([0])]);
const record = (type, ttl, ...data) => {
  const bytes = Buffer.concat(data);
  return Buffer.concat([u16(0xc00c), u16(type), u16(1), u32(ttl), u16(bytes.length), bytes]);
};
const ip = (...parts) => Buffer.from(parts);
const RECORDS = {
  1: [record(1, 60, ip(1, 2, 3, 4)), record(1, 30, ip(5, 6, 7, 8))],
  2: [record(2, 60, name('ns1.test')), record(2, 60, name('ns2.test'))],
  5: [record(5, 60, name('target.test'))],
  6: [record(6, 60, name('ns1.test'), name('host.master.test'), u32(2020), u32(7200), u32(3600), u32(1209600), u32(3601))],
  12: [record(12, 60, name('p1.test')), record(12, 60, name('p2.test'))],
  15: [record(15, 60, u16(20), name('mx2.test')), record(15, 60, u16(10), name('mx1.test'))],
  16: [record(16, 60, text('hello'), text('wörld')), record(16, 60, text('')), record(16, 60, text('x=1'))],
  28: [record(28, 60, Buffer.from('20010db8000000000000000000000001', 'hex'))],
  33: [record(33, 60, u16(1), u16(2), u16(27017), name('h1.test')), record(33, 60, u16(0), u16(5), u16(27018), name('h2.test'))],
  35: [record(35, 60, u16(100), u16(50), text('S'), text('SIP+D2U'), text(''), name('_sip._udp.test'))],
  52: [record(52, 60, ip(3, 1, 1), ip(0, 17, 34, 51))],
  257: [record(257, 60, ip(0), text('issue'), Buffer.from('ca.test')), record(257, 60, ip(128), text('iodef'), Buffer.from('x'))],
};
const CODES = { form: 1, servfail: 2, nx: 3, notimp: 4, refused: 5 };

function reply(query, overTcp) {
  let end = 12;
  while (query[end] > 0) end += query[end] + 1;
  const label = query.subarray(13, 13 + query[12]).toString('latin1');
  const type = query.readUInt16BE(end + 1);
  const question = query.subarray(12, end + 5);
  let records = type === 255 ? [16, 6, 15, 1].flatMap((each) => RECORDS[each]) : RECORDS[type];
  if (label === 'alias') records = [record(5, 20, name('target.test')), ...records];
  if (label === 'only') records = [record(5, 20, name('target.test'))];
  if (label in CODES || label === 'empty') records = [];
  if (label === 'short') records = records.map((each) => each.subarray(0, -1));
  if (label === 'odd') records = [record(2, 1, text('a.b'), text('c\\d"e'), text('\x01\xff'), ip(0))];
  const cut = label === 'cut' && !overTcp;
  const flags = 0x8180 | (CODES[label] ?? 0) | (cut ? 0x0200 : 0);
  const head = Buffer.concat([query.subarray(0, 2), u16(flags), u16(1), u16(cut ? 0 : records.length), u32(0)]);
  return label === 'silent' ? null : Buffer.concat([head, question, ...(cut ? [] : records)]);
}

async function serve() {
  const tcp = net.createServer((socket) => {
    socket.once('data', (bytes) => {
      const answer = reply(bytes.subarray(2), true);
      socket.write(Buffer.concat([u16(answer.length), answer]));
    });
    socket.on('error', () => {});
  });
  await new Promise((resolve) => {
    tcp.listen(0, '127.0.0.1', resolve);
  });
  const udp = dgram.createSocket('udp4');
  udp.on('message', (bytes, from) => {
    const answer = reply(bytes, false);
    if (answer) udp.send(answer, from.port, from.address);
  });
  await new Promise((resolve) => {
    udp.bind(tcp.address().port, '127.0.0.1', resolve);
  });
  return { tcp, udp, server: `127.0.0.1:${tcp.address().port}` };
}

(async () => {
  const { tcp, udp, server } = await serve();
  const resolver = new dns.promises.Resolver({ timeout: 20000, tries: 1 });
  resolver.setServers([server]);
  const ask = async (method, ...args) => {
    try {
      say(method, args[0], await resolver[method](...args));
    } catch (error) {
      say(method, args[0], told(error));
    }
  };
  for (const type of ['4', '6', 'Mx', 'Txt', 'Srv', 'Ns', 'Cname', 'Ptr', 'Soa', 'Naptr', 'Caa', 'Tlsa', 'Any']) {
    await ask(`resolve${type}`, 'a.test');
  }
  await ask('resolve4', 'a.test', { ttl: true });
  await ask('resolve4', 'alias.test', { ttl: true });
  for (const label of ['nx', 'form', 'servfail', 'notimp', 'refused', 'empty', 'short', 'cut', 'alias', 'only']) {
    await ask('resolveMx', `${label}.test`);
  }
  for (const type of ['4', 'Ns', 'Soa', 'Cname', 'Any']) await ask(`resolve${type}`, 'only.test');
  await ask('resolveNs', 'odd.test');
  for (const bad of ['a..test', '.test', 'a b.test', '::1', 'a.onion', `${'x'.repeat(64)}.test`, 'a.test.', 'ä.test']) {
    await ask('resolve4', bad);
  }
  for (const address of ['198.51.100.1', '2001:db8::1', 'x']) await ask('reverse', address);
  for (const type of ['A', 'MX', 'SOA', 'X', 5]) await ask('resolve', 'a.test', type);
  await ask('resolveMx', 5);

  const silent = resolver.resolveMx('silent.test');
  try {
    resolver.setServers([server]);
  } catch (error) {
    say(told(error));
  }
  resolver.cancel();
  await silent.catch((error) => say(told(error)));
  const hasty = new dns.promises.Resolver({ timeout: 1, tries: 1, maxTimeout: 1 });
  hasty.setServers([server]);
  await hasty.resolve4('silent.test').catch((error) => say(told(error)));

  const calling = new dns.Resolver();
  calling.setServers(['1.2.3.4', '[2001:0db8::1]:53', '[::1]:5353', '1.2.3.4']);
  say(calling.getServers());
  for (const servers of ['x', ['x'], [1], ['1.2.3.4:x']]) {
    try {
      calling.setServers(servers);
    } catch (error) {
      say(told(error));
    }
  }
  calling.setServers([server]);
  await new Promise((resolve) => {
    const asked = calling.resolveSrv('a.test', function (error, records) {
      say(error, records, this === asked, asked.constructor.name, asked.hostname);
      resolve();
    });
  });
  for (const args of [['a.test'], ['a.test', 'X', () => {}], [5, () => {}]]) {
    try {
      calling.resolve(...args);
    } catch (error) {
      say(told(error));
    }
  }
  for (const options of [{ timeout: -2 }, { tries: 0 }, { maxTimeout: -1 }]) {
    try {
      new dns.Resolver(options);
    } catch (error) {
      say(told(error));
    }
  }
  dns.setServers([server]);
  say(dns.getServers(), dns.promises.getServers(), await dns.promises.resolveTxt('a.test'), await util.promisify(dns.resolve6)('a.test'));

  const list = [];
  process.nextTick(() => list.push('tick'));
  await new Promise((resolve) => {
    calling.resolveNs('a.test', () => resolve(list.push('answer')));
    list.push('called');
  });
  say(list);
  udp.close();
  tcp.close();
})();
