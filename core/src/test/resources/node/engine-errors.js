'use strict';

// What the engine itself refuses, in V8's words, as `catch` and rejections show it.

const lines = [];
const log = (value) => lines.push(value);
process.on('exit', () => require('fs').writeFileSync(process.env.OUT, lines.join('\n')));
const attempt = (fn) => {
  try {
    fn();
    log('nothing thrown');
  } catch (err) {
    log(`${err.name}: ${err.message}`);
  }
};

let u;
const nul = null;
const o = { a: {} };
const k = 'key';
function foo() {}
class Foo {
  #x;
  static read(v) { return v.#x; }
}

// Access.
attempt(() => u.x);
attempt(() => nul.x);
attempt(() => o.b.c);
attempt(() => u[0]);
attempt(() => u[k]);
attempt(() => { u.x = 1; });
attempt(() => { o.b.c = 1; });
attempt(() => nope);
attempt(() => { zz; let zz = 1; });
attempt(() => { const q = 1; q = 2; });
attempt(() => delete u.x);
attempt(() => 'name' in u);
attempt(() => Foo.read({}));

// Calls.
attempt(() => o.foo());
attempt(() => u());
attempt(() => o['x-y']());
attempt(() => o[k]());
attempt(() => (0, o.foo)());
attempt(() => foo()());
attempt(() => o.a.foo(1));
attempt(() => JSON.foo());
attempt(() => Promise.resolve().then(() => 1).foo());
attempt(() => new o.Foo());
attempt(() => new (() => {})());
attempt(() => Foo());
attempt(() => { class A extends u {} });
attempt(() => [1].map({}));

// Patterns and iteration.
attempt(() => { const { a } = u; });
attempt(() => { const { a } = foo(1); });
attempt(() => { const { a: b } = o.q; });
attempt(() => { (({ a }) => a)(); });
attempt(() => { (function ({ a }) {})(null); });
attempt(() => { const { b: { c } } = o; });
attempt(() => { const [a] = u; });
attempt(() => { const [a] = o; });
attempt(() => { for (const x of o.list); });
attempt(() => { for (const x of foo()); });
attempt(() => [...o]);
attempt(() => new Map([1]));
attempt(() => new Set(5));

// Functions of the engine.
attempt(() => Object.keys(u));
attempt(() => Object.freeze([]).push(1));
attempt(() => { Object.freeze({ a: 1 }).a = 2; });
attempt(() => 'x'.repeat(-1));
attempt(() => (1).toFixed(101));
attempt(() => new Date(NaN).toISOString());
attempt(() => decodeURIComponent('%'));
attempt(() => new RegExp('['));
attempt(() => 1n + 1);
attempt(() => new Promise());
attempt(() => new Proxy(1, {}));
attempt(() => { (function f() { f(); })(); });
attempt(() => new Function('a b'));
attempt(() => new Function('let a; let a'));
attempt(() => {
  const a = { b: { c: [] } };
  a.b.c.push(a);
  JSON.stringify(a);
});
attempt(() => {
  const a = new Foo();
  a.self = a;
  JSON.stringify([{ a }]);
});

// Errors keep what else belongs to them, and messages of the app's own stay.
attempt(() => { throw new TypeError("Cannot read property 'x' of undefined"); });
try {
  u.x;
} catch (err) {
  log([err instanceof TypeError, Object.keys(err).length, err.stack.split('\n')[0]].join());
}

(async () => {
  try {
    await u.foo();
  } catch (err) {
    log(err.message);
  }
  await (async () => null.zz)().catch((err) => log(err.message));
  await Promise.resolve().then(() => o.x.y).catch((err) => log(err.message));
  await new Promise(() => u.rt).catch((err) => log(err.message));
  for (const name of ['./nope.mjs', 'nope-package', 'node:nope', 'http://localhost/x.js']) {
    await import(name).catch((err) => log(`${err.name} ${err.code}`));
  }
})();
