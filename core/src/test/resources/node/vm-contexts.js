'use strict';

// Contexts have globals and built-in objects of their own; scripts share what earlier ones declared.

const vm = require('vm');
const util = require('util');
const out = [];
const log = (...values) => out.push(values.map((value) => (typeof value === 'string' ? value : util.inspect(value, { depth: 2 }))).join(' '));
const attempt = (name, run) => {
  try {
    log(name, run());
  } catch (error) {
    log(name, 'throws', error.name, error.code ?? '', error.message);
  }
};

// What scripts leave for later ones.
vm.runInThisContext('let sharedLet = 1; const sharedConst = 2; class SharedClass {} var sharedVar = 3;');
attempt('this context', () => vm.runInThisContext('[sharedLet, sharedConst, typeof SharedClass, sharedVar]'));
attempt('no property', () => ['sharedLet' in globalThis, 'sharedVar' in globalThis, sharedLet]);
attempt('declared twice', () => vm.runInThisContext('let sharedLet = 5;'));
attempt('constant', () => vm.runInThisContext('sharedConst = 5'));
attempt('this', () => vm.runInThisContext('this === globalThis') && vm.runInThisContext('globalThis') === globalThis);

const context = vm.createContext({ given: 1, list: [1, 2] });
attempt('declares', () => vm.runInContext('let inner = 1; const fixed = 2; class Own {} function f() { return inner + fixed; } f()', context));
attempt('knows', () => vm.runInContext('inner + fixed + f() + typeof Own', context));
attempt('again', () => vm.runInContext('let inner = 2', context));
attempt('keys', () => Object.keys(context));
attempt('outside', () => typeof inner);
attempt('other', () => vm.runInNewContext('typeof inner + typeof given', {}));

// Built-in objects of its own.
attempt('array', () => vm.runInContext('[] instanceof Array', context) && vm.runInContext('[]', context) instanceof Array);
attempt('given array', () => vm.runInContext('list instanceof Array', context));
attempt('isArray', () => Array.isArray(vm.runInContext('[1]', context)));
attempt('function', () => vm.runInContext('(function () {})', context) instanceof Function);
attempt('error', () => vm.runInContext('new Error("x")', context) instanceof Error);
attempt('native error', () => util.types.isNativeError(vm.runInContext('new TypeError("x")', context)));
attempt('inspects', () => vm.runInContext('({ a: [1, { b: new Map([[1, 2]]) }], d: new Date(0), r: /x/g })', context));
attempt('prototype', () => vm.runInContext('Array.prototype.extra = 1; [].extra', context) + String([].extra));
attempt('promise', () => vm.runInContext('Promise.resolve(1)', context) instanceof Promise);
attempt('globals', () => vm.runInContext('[typeof process, typeof require, typeof setTimeout, typeof Buffer, typeof console, typeof WeakRef, typeof Java]', context));

// The global object.
attempt('this is global', () => vm.runInContext('this === globalThis && globalThis.given', context));
attempt('not the sandbox', () => vm.runInContext('globalThis', context) === context);
attempt('in', () => vm.runInContext('["given" in globalThis, "none" in globalThis, "Array" in globalThis, "f" in globalThis]', context));
attempt('own', () => vm.runInContext('Object.keys(globalThis)', context));
attempt('descriptor', () => vm.runInContext('Object.getOwnPropertyDescriptor(globalThis, "given")', context));
attempt('define', () => vm.runInContext('Object.defineProperty(globalThis, "hidden", { value: 7, configurable: true }); hidden', context) + String(Object.keys(context)));
attempt('delete', () => vm.runInContext('delete globalThis.given; typeof given', context) + ('given' in context));
attempt('sloppy', () => vm.runInContext('made = 4; made', context) + context.made);
attempt('strict', () => vm.runInContext('"use strict"; never = 4', context));
attempt('later', () => { context.late = 9; return vm.runInContext('late', context); });
attempt('getter', () => vm.runInNewContext('x + x', { get x() { return 2; } }));
attempt('inherited', () => vm.runInNewContext('inherited', Object.create({ inherited: 'yes' })));
attempt('read only', () => vm.runInNewContext('x = 2; x', Object.freeze({ x: 1 })));
attempt('override', () => vm.runInNewContext('Array', { Array: 'mine' }));
attempt('undefined given', () => vm.runInNewContext('typeof Array', { Array: undefined }));
attempt('missing', () => vm.runInContext('nothingLikeThat', context));
attempt('eval', () => vm.runInContext('eval("var evaluated = 1"); evaluated', context));
attempt('Function', () => vm.runInContext('new Function("return typeof process")()', context));
attempt('escape', () => vm.runInContext('this.constructor.constructor("return typeof process")()', context));

// Options.
attempt('timeout', () => vm.runInContext('try { for (;;); } finally { caught = 1 }', context, { timeout: 20 }));
attempt('after it', () => vm.runInContext('typeof caught', context));
attempt('in time', () => vm.runInNewContext('1 + 1', {}, { timeout: 1000 }));
attempt('bad timeout', () => vm.runInNewContext('1', {}, { timeout: 0 }));
attempt('worse timeout', () => vm.runInNewContext('1', {}, { timeout: '5' }));
attempt('no strings', () => vm.runInContext('eval("1")', vm.createContext({}, { codeGeneration: { strings: false } })));
attempt('no functions', () => vm.runInContext('new Function("1")', vm.createContext({}, { codeGeneration: { strings: false } })));
attempt('name', () => vm.createContext({}, { name: 1 }));
attempt('no context', () => vm.runInContext('1', {}));
attempt('no object', () => vm.createContext(1));
attempt('isContext', () => [vm.isContext(context), vm.isContext({})]);
attempt('isContext of none', () => vm.isContext(1));
attempt('same', () => vm.createContext(context) === context);
attempt('file', () => new vm.Script('x', 5));
attempt('line', () => new vm.Script('x', { lineOffset: 'a' }));

const place = (run) => {
  try {
    run();
  } catch (error) {
    return error.stack.split('\n').slice(0, 5).filter((line) => /here|mine|\^|throw|evalmachine/.test(line));
  }
  return 'nothing';
};
log('places', place(() => vm.runInThisContext('\n  throw new Error("here")', 'mine.js')));
log('offsets', place(() => vm.runInThisContext('throw new Error("here")', { filename: 'mine.js', lineOffset: 9, columnOffset: 4 })).at(-1));
log('no parse', place(() => new vm.Script('var a = 1;\nvar here = ;', { filename: 'mine.js' })));
log('anonymous', place(() => vm.runInNewContext('throw new Error("here")')).at(-1));

// Functions.
attempt('compiled', () => vm.compileFunction('return a + b + this.c', ['a', 'b']).call({ c: 3 }, 1, 2));
attempt('in a context', () => vm.compileFunction('return typeof list + typeof process', [], { parsingContext: context })());
attempt('extended', () => vm.compileFunction('return x + y', ['y'], { contextExtensions: [{ x: 1 }] })(2));
attempt('params', () => vm.compileFunction('', 'a'));
attempt('name of it', () => [vm.compileFunction('', ['a']).length, vm.compileFunction('').name]);
attempt('script', () => {
  const script = new vm.Script('typeof count === "undefined" ? count = 1 : ++count');
  const one = vm.createContext({});
  return [script.runInContext(one), script.runInContext(one), script.runInNewContext(), script.runInNewContext({ count: 5 }), one.count];
});
attempt('source map', () => new vm.Script('1\n//# sourceMappingURL=a.map').sourceMapURL);

require('fs').writeFileSync(process.env.OUT, out.join('\n'));
