'use strict';
const dgram = require('dgram');
const fs = require('fs');
const net = require('net');
const util = require('util');

const say = (...values) => fs.appendFileSync(process.env.OUT, `${values.map((value) => (typeof value === 'string' ? value
  : util.inspect(value, { breakLength: Infinity }))).join(' ').replace(/\b\d{5}\b/g, 'PORT')}\n`);
const told = (error) => `${error.name} ${error.message} ${Object.keys(error).map((key) => `${key}=${error[key]}`)}`;
const attempt = (name, action) => {
  try {
    say(name, action());
  } catch (error) {
    say(name, told(error));
  }
};
const once = (socket, name) => new Promise((resolve) => {
  socket.once(name, (...values) => resolve(values));
});
const bound = async (options, ...where) => {
  const socket = dgram.createSocket(options);
  socket.bind(...where);
  await once(socket, 'listening');
  return socket;
};
const received = async (socket) => {
  const [message, from] = await once(socket, 'message');
  return [message.toString(), from];
};

(async () => {
  for (const options of [[], ['udp'], [{ type: 'udp5' }], [null], [{ type: 'udp4', lookup: 5 }], [{ type: 'udp4', signal: 5 }],
    [{ type: 'udp4', recvBufferSize: 'x' }], [{ type: 'udp4', sendBlockList: 5 }]]) {
    attempt('create', () => dgram.createSocket(...options));
  }
  const unbound = dgram.createSocket('udp4');
  for (const name of ['address', 'remoteAddress', 'getRecvBufferSize', 'getSendQueueSize', 'disconnect', 'setBroadcast']) {
    attempt(name, () => unbound[name]());
  }
  attempt('setMulticastInterface', () => unbound.setMulticastInterface('127.0.0.1'));
  attempt('ref', () => unbound.ref().unref() === unbound);

  const server = dgram.createSocket('udp4');
  attempt('bind', () => server.bind(0, '127.0.0.1', function () {
    say('bound', this === server, arguments.length);
  }) === server);
  attempt('bind again', () => server.bind(0));
  await once(server, 'listening');
  const { port } = server.address();
  say(server.address());
  for (const [name, ...args] of [['setBroadcast', true], ['setMulticastTTL', 5], ['setMulticastTTL', 256],
    ['setMulticastTTL', 'x'], ['setMulticastLoopback', 0], ['setMulticastInterface', 'x'], ['setMulticastInterface', '::1'],
    ['setTTL', 0], ['setTTL', 256], ['setTTL', 'x'], ['addMembership'], ['addMembership', '1.2.3.4'], ['addMembership', 'x'],
    ['addMembership', 'ff02::1'], ['dropMembership', '224.0.0.114', '127.0.0.1'], ['addSourceSpecificMembership', 5],
    ['addSourceSpecificMembership', '1.2.3.4', 5], ['setRecvBufferSize', 8192], ['getRecvBufferSize'], ['setSendBufferSize', 'x'],
    ['setRecvBufferSize', 2 ** 31]]) {
    attempt([name, ...args].join(), () => server[name](...args));
  }

  const client = dgram.createSocket('udp4');
  attempt('send', () => client.send('hello', port, '127.0.0.1'));
  say((await received(server))[0]);
  for (const args of [[Buffer.from('abcdef'), 2, 3, port], [['x', Buffer.from('y'), new Uint8Array([65])], port, 'localhost'],
    [new DataView(new ArrayBuffer(3)), port], ['', port], [[], port], ['é', String(port)],
    [new Uint16Array([0x4142, 0x4344]), 1, 2, port], [Buffer.from('abc'), 0, 2, port, '127.0.0.1']]) {
    const sent = new Promise((resolve) => {
      client.send(...args, (...outcome) => resolve(outcome));
    });
    const [message, from] = await received(server);
    say(await sent, message, from.size, from.family, from.address);
  }
  for (const args of [[], ['x'], ['x', 0], ['x', 70000], ['x', 'y'], [5, port], [null, port], [['x', 5], port],
    [Buffer.from('abc'), 1, 5, port], [Buffer.from('abc'), 5, 1, port], ['x', port, 5], ['x', port, {}]]) {
    attempt('send', () => client.send(...args));
  }
  for (const args of [[0, 2, port], [0, 2], ['x', 2, port, 'x'], [0, 'x', port, 'x'], [0, 2, 'q', 'x'], [0, 2, port, 5]]) {
    attempt('sendto', () => client.sendto(Buffer.from('abc'), ...args));
  }
  for (const args of [[Buffer.alloc(70000), port], ['x', port, '::1']]) {
    say(told(await new Promise((resolve) => {
      client.send(...args, resolve);
    })));
  }

  attempt('connect', () => client.connect());
  attempt('connect', () => client.connect(port, 5));
  client.connect(port, () => say('connected'));
  attempt('connect again', () => client.connect(port));
  attempt('remoteAddress', () => client.remoteAddress());
  await once(client, 'connect');
  say(client.remoteAddress().address === '127.0.0.1', client.remoteAddress().port === port);
  attempt('sendto', () => client.sendto(Buffer.from('a'), 0, 1, port, '127.0.0.1'));
  client.send('all of it');
  say((await received(server))[0]);
  client.send(Buffer.from('abcdef'), 1, 2);
  const [part, { port: back }] = await received(server);
  server.send(`${part} came`, back, '127.0.0.1');
  say((await received(client))[0]);
  client.disconnect();
  attempt('disconnect', () => client.disconnect());
  const order = [];
  client.on('close', () => order.push('close'));
  client.close(() => order.push('callback'));
  order.push('after');
  for (const name of ['close', 'address', 'bind']) attempt(name, () => client[name]());
  await once(client, 'close');
  say(order);

  const late = dgram.createSocket('udp4');
  late.bind(port, '127.0.0.1');
  say(told((await once(late, 'error'))[0]));
  late.close();
  const far = dgram.createSocket('udp4');
  far.bind({ port: 0, address: '192.0.2.77' });
  say(told((await once(far, 'error'))[0]));
  far.close();
  server.close();

  const first = await bound({ type: 'udp4', reuseAddr: true }, 0);
  const second = await bound({ type: 'udp4', reuseAddr: true }, first.address().port);
  say('reused', first.address().port === second.address().port, first.address().address);
  first.close();
  second.close();

  const six = await bound('udp6', 0);
  const four = dgram.createSocket('udp4');
  four.send('from IPv4', six.address().port, '127.0.0.1');
  say(six.address(), await received(six));
  const other = dgram.createSocket('udp6');
  other.send('from IPv6', six.address().port);
  say(await received(six));
  for (const socket of [six, four, other]) socket.close();

  const controller = new AbortController();
  const aborted = await bound({ type: 'udp4', signal: controller.signal }, 0, '127.0.0.1');
  controller.abort();
  await once(aborted, 'close');
  await once(dgram.createSocket({ type: 'udp4', signal: controller.signal }), 'close');
  say('aborted');

  const named = dgram.createSocket({
    type: 'udp4',
    lookup(host, family, callback) {
      say('looked up', host, family);
      process.nextTick(callback, null, '127.0.0.1', 4);
    },
  });
  named.bind(0, 'here');
  await once(named, 'listening');
  named.send('x', named.address().port, 'there');
  say((await received(named))[0]);
  await named[Symbol.asyncDispose]();
  attempt('disposed', () => named.address());

  const list = new net.BlockList();
  list.addAddress('127.0.0.1');
  const blocking = dgram.createSocket({ type: 'udp4', sendBlockList: list });
  await new Promise((resolve) => {
    blocking.send('x', 9, '127.0.0.1', (error) => resolve(say(told(error))));
  });
  blocking.connect(9, '127.0.0.1', (error) => {
    say(told(error));
    blocking.close();
  });
  await once(blocking, 'close');

  const many = await bound('udp4', 0, '127.0.0.1');
  const got = [];
  many.on('message', (message) => got.push(message.toString()));
  for (let i = 0; i < 100; i++) many.send(`${i}`, many.address().port, '127.0.0.1');
  while (got.length < 100) await once(many, 'message');
  say(got.join());
  many.unref();
})();
