const out = (...v) => require('fs').appendFileSync(process.env.OUT, require('util').format(...v) + '\n');
const { receiveMessageOnPort, MessageChannel, MessagePort, BroadcastChannel } = require('worker_threads');
const { once } = require('events');

async function order() {
  const { port1, port2 } = new MessageChannel();
  const closed = [once(port1, 'close'), once(port2, 'close')];
  port1.on('close', (event) => out('1 close', event.type, event.constructor.name));
  port2.addEventListener('close', (event) => out('2 close', event.isTrusted));
  const twice = (...args) => out('on', args);
  port2.on('message', twice);
  port2.on('message', twice);
  port2.addEventListener('message', (event) => out('listener', event.data, event.ports, event.source, event.target === port2, event.origin));
  port2.onmessage = (event) => out('attribute', event.data);
  port2.once('message', (message) => out('once', message));
  out(port2.listenerCount('message'), port2.hasRef(), port1.hasRef(), port2.emit('foo', 1));
  port2.on('foo', (...args) => out('foo', args));
  out(port2.emit('foo', 1, 2), port2.off('nothing', twice) === port2);
  let count = 0;
  port2.on('message', (message) => {
    process.nextTick(() => out('tick after', message));
    Promise.resolve().then(() => out('microtask after', message));
    if (++count === 3) {
      out(port1.postMessage('x'));
      port2.off('message', twice);
      port1.close();
      out(port1.postMessage('lost'));
    }
  });
  port1.postMessage({ a: 1 });
  port1.postMessage('two');
  port1.postMessage('three');
  await Promise.all(closed);
}

async function synchronous() {
  const { port1, port2 } = new MessageChannel();
  for (const message of [1, undefined, { a: [1] }]) port1.postMessage(message);
  out(receiveMessageOnPort(port2), receiveMessageOnPort(port2), receiveMessageOnPort(port2), receiveMessageOnPort(port2));
  const inner = new MessageChannel();
  port1.postMessage({ p: inner.port1 }, [inner.port1]);
  const { p } = receiveMessageOnPort(port2).message;
  out(p instanceof MessagePort, p === inner.port1);
  p.postMessage('hi');
  out(await once(inner.port2, 'message').then(([event]) => event.data ?? event));
  const gone = once(p, 'close');
  inner.port2.close();
  await gone;
  out('gone', inner.port1.postMessage('nowhere'));
  port2.onmessage = () => {};
  out(port2.hasRef());
  port2.onmessage = null;
  out(port2.hasRef());
  port2.ref();
  out(port2.hasRef());
  port2.unref();
  out(port2.hasRef());
  const end = once(port1, 'close');
  port2.close(() => out('closed'));
  await end;
  for (const use of [() => new MessagePort(), () => MessageChannel(), () => new BroadcastChannel(), () => receiveMessageOnPort({})]) {
    try {
      use();
    } catch (error) {
      out(error.name, error.code, error.message);
    }
  }
}

async function broadcast() {
  const [a, b, c, other] = ['x', 'x', 'x', 'y'].map((name) => new BroadcastChannel(name));
  other.onmessage = a.onmessage = () => out('must not come');
  const [first, second] = [b, c].map((channel) => new Promise((resolve) => {
    channel.onmessage = (event) => resolve([event.data, event.target === channel]);
  }));
  a.postMessage({ x: new Map([[1, { y: 2 }]]) });
  const [[one, own], [two]] = await Promise.all([first, second]);
  out(one, own, two, one !== two, a.name);
  for (const channel of [a, b, c, other]) channel.close();
  a.close();
  try {
    a.postMessage(1);
  } catch (error) {
    out(error.name, error.code, error.message);
  }
}

// A port that nobody takes messages of does not keep the process.
const kept = setInterval(() => {}, 1000);
order().then(synchronous).then(broadcast).then(() => clearInterval(kept));
