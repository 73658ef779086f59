const out = (...v) => require('fs').appendFileSync(process.env.OUT, require('util').format(...v) + '\n');
const { MessageChannel, receiveMessageOnPort } = require('worker_threads');

const show = (name, action) => {
  try {
    out(name, action());
  } catch (error) {
    out(name, error.name, error.code, error.message, error.constructor.name);
  }
};

// What cannot be cloned, in V8's words.
const { port1, port2 } = new MessageChannel();
const refused = {
  arrow: () => 1,
  named: function foo() {},
  symbol: Symbol('a'),
  promise: Promise.resolve(),
  weakMap: new WeakMap(),
  weakRef: new WeakRef({}),
  proxy: new Proxy({}, {}),
  revocable: [new Proxy([], {})],
  generator: (function* () {})(),
  boxedSymbol: Object(Symbol('a')),
  arguments: (function () { return arguments; })(1),
  port: port1,
  deep: { a: [{ b: () => 2 }] },
};
for (const [name, value] of Object.entries(refused)) {
  show(name, () => structuredClone(value));
  show(name, () => port2.postMessage(value));
}

// What may be given away.
show('twice', () => { const a = new ArrayBuffer(4); port1.postMessage(a, [a, a]); });
show('a port twice', () => { const c = new MessageChannel(); port1.postMessage(1, [c.port1, c.port1]); });
show('the source', () => port1.postMessage(1, [port1]));
show('a gone buffer', () => { const a = new ArrayBuffer(4); port1.postMessage(0, [a]); port1.postMessage(a); });
show('a number', () => port1.postMessage(1, [1]));
show('an object', () => port1.postMessage(1, [{}]));
show('a view', () => structuredClone(1, { transfer: [new Uint8Array(2)] }));
show('shared memory', () => structuredClone(1, { transfer: [new SharedArrayBuffer(2)] }));
show('no list', () => port1.postMessage(1, 5));
show('a text', () => port1.postMessage(1, 'ab'));
show('no list in options', () => port1.postMessage(1, { transfer: 5 }));
show('null', () => port1.postMessage(1, null));
show('nothing', () => port1.postMessage());
show('clone of nothing', () => structuredClone());
show('clone options', () => structuredClone(1, 5));
show('clone list', () => structuredClone(1, { transfer: 5 }));
show('undefined', () => structuredClone(undefined));
while (receiveMessageOnPort(port2) !== undefined);

// What is cloned.
class Point { x = 1; #y = 2; get y() { return this.#y; } }
const shared = { only: 'once' };
const cyclic = { shared, again: shared };
cyclic.self = cyclic;
cyclic.map = new Map([[cyclic, new Set([shared, cyclic])]]);
const back = structuredClone(cyclic);
out(back !== cyclic, back.self === back, back.shared === back.again, [...back.map.keys()][0] === back, [...back.map.values()][0].has(back.shared));
const buffer = new ArrayBuffer(8);
const views = structuredClone([new Uint8Array(buffer, 1, 2), new DataView(buffer, 2), buffer, new BigInt64Array(2)]);
out(views, views[0].buffer === views[2], views[1].byteOffset);
const error = new TypeError('wrong', { cause: { a: 1 } });
error.code = 'LOST';
const copy = structuredClone(error);
out(copy instanceof TypeError, copy.code, copy.cause, copy.message, copy.stack === error.stack, Object.keys(copy));
out(structuredClone(new (class Mine extends RangeError {})('m')) instanceof RangeError, structuredClone(Object.assign(new Error('n'), { name: 'X' })).name);
out(structuredClone([new Date(5), new Date(NaN), /a/giy, new Boolean(true), new String('x'), Object(5n), new Number(-0), -0, NaN, 5n, null]));
out(structuredClone([1, , 3]), structuredClone(Object.assign([1, 2], { a: 1 })), structuredClone(new Array(5)), structuredClone([undefined]));
out(structuredClone(new Point()), structuredClone(Buffer.from('abc')), structuredClone({ get a() { return 5; } }), structuredClone(Object.create({ b: 1 })));
out(structuredClone({ ['__proto__']: 1 }), Object.keys(structuredClone({ b: 1, a: 2, 1: 3, [Symbol('s')]: 4 })));
const blob = structuredClone(new Blob(['abc'], { type: 'text/plain' }));
out(blob instanceof Blob, blob.size, blob.type);
const { createSecretKey, generateKeyPairSync, sign, verify } = require('crypto');
out(structuredClone(createSecretKey(Buffer.from('abc'))).export());
const pair = structuredClone(generateKeyPairSync('ed25519'));
out(pair.publicKey.type, pair.privateKey.asymmetricKeyType, verify(null, Buffer.from('x'), pair.publicKey, sign(null, Buffer.from('x'), pair.privateKey)));
const resizable = structuredClone(new ArrayBuffer(8, { maxByteLength: 16 }));
out(resizable.resizable, resizable.byteLength, resizable.maxByteLength);

// Shared memory is not copied, given buffers are gone.
const memory = new SharedArrayBuffer(8);
const numbers = new Int32Array(memory);
const same = structuredClone({ numbers, memory });
numbers[1] = 7;
out(same.numbers[1], same.memory !== memory, same.numbers.buffer === same.memory);
const bytes = new Uint8Array([1, 2, 3]);
const moved = structuredClone({ bytes }, { transfer: [bytes.buffer] });
out(bytes.length, bytes.buffer.byteLength, moved.bytes);
try {
  structuredClone({ a: bytes.buffer, get b() { throw new Error('on the way'); } }, {});
} catch (e) {
  out(e.message);
}
const whole = new ArrayBuffer(4);
try {
  structuredClone([whole, () => {}], { transfer: [whole] });
} catch {
  out('left where it was', whole.byteLength);
}
port1.close();
