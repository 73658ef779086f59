'use strict';

// What a script declares is its context's, wherever the declaration stands.

const vm = require('vm');
const out = [];
const log = (...values) => out.push(require('util').inspect(values, { depth: 3 }));
const saved = globalThis.fetch;

const cases = {
  bare: 'var a;\na = 1;',
  unset: 'var a;',
  several: 'var a, b = 2,\n  c;\nc = 3',
  taken: ['var a; b = a', { a: 5 }],
  early: 'b = typeof a; a = 1; var a;',
  nested: 'if (true) { var a = 1; } for (var i = 0; i < 3; i++) { var { x, y: [z] } = { x: i, y: [9] }; } try { throw 1; } catch { var t = 4; }',
  inner: 'function f() {\nvar a = 1;\nreturn a;\n}\nb = f();',
  functions: 'r = g();\nfunction g() { return h() + 1; } async function k() {} function* y() {}\n  function h() { return 1; }',
  calls: 'var n = 0; function up() { return ++n; } up(); up();',
  overGlobals: 'function fetch() { return "mine"; } var process; var Buffer = 1; r = [fetch(), typeof process];',
  strict: '"use strict";\nvar a = 1, b; function f() { return a; } b = f();',
  strict2: ['"use strict"; x = this.y + 1;', { x: 0, y: 1 }],
  textOnly: 's = "\\\nvar q = 1;"; t = `\nvar q = 2;\nfunction w() {}`;',
  value: 'function f() {} var a;',
  value2: 'var a = 1; a + 1;',
  lexical: 'let a = 1; const b = 2; class C {} r = a + b; typeof C;',
  closure: 'var a = 1; get = () => a; set = (v) => { a = v; };',
  thrown: 'var a = 1;\nfunction f() {}\nthrow new RangeError("x");',
  types: 'r = [typeof nope, typeof(window), typeof process, typeof require, typeof JSON, typeof r];',
  umd: 'var module; r = typeof exports === "object" && typeof module !== "undefined" ? 1 : 2;',
  unknown: 'var a; nope;',
  syntax: 'var a = ;',
};

for (const [name, entry] of Object.entries(cases)) {
  const [code, start = {}] = [].concat(entry);
  const context = vm.createContext({ ...start });
  let value;
  try {
    value = vm.runInContext(code, context);
  } catch (err) {
    value = `${err.name}: ${name === 'syntax' ? '' : err.message}`;
  }
  log(name, value, Object.keys(context).sort().map((key) => [key, typeof context[key] === 'function' ? 'function' : context[key]]));
  if (name === 'closure') {
    context.set(7);
    log(context.a, (context.a = 8, context.get()));
  }
  if (name === 'calls') log(vm.runInContext('up()', context), context.n, context.up());
}
const script = new vm.Script('var n = (typeof n === "number" ? n : 0) + 1; function f() { return n; } f()');
const one = vm.createContext({});
log(script.runInContext(one), script.runInContext(one), script.runInNewContext({ n: 10 }), one.n);
log(globalThis.fetch === saved, typeof process, typeof Buffer, ['a', 'f', 'n', 'g', 'up'].filter((key) => key in globalThis));
try {
  vm.runInNewContext('var a;\nvar b;\nnope()', {}, 'some.js');
} catch (err) {
  log(/some\.js:3/.test(err.stack));
}
require('fs').writeFileSync(process.env.OUT, out.join('\n'));
