'use strict';

// Files of many kinds are written into a folder, and what imports of them give is logged.

const fs = require('fs');
const os = require('os');
const path = require('path');
const { pathToFileURL } = require('url');

const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'imports-')));
const lines = [];
globalThis.log = (...values) => lines.push(values.map((value) => (typeof value === 'string' ? value : require('util').inspect(value)))
  .join(' ').replaceAll(folder, '/here'));

const files = {
  'package.json': '{"name":"here","exports":{"./self":{"import":"./self.mjs"}},"imports":{"#int":{"import":"./int.mjs","require":"./no.cjs"},"#dep":"main-folder"}}',
  'main.mjs': `
    log('main starts');
    import './first.mjs';
    import cjs, { a, b, late, never } from './mid.cjs';
    import * as names from './mid.cjs';
    import './last.mjs';
    import { count, increment } from './live.mjs';
    import { x } from './cycle1.mjs';
    import star, * as stars from './star.mjs';
    import json from './data.json' with { type: 'json' };
    import { createRequire } from 'node:module';
    import detected from './detected.js';
    import awaited from './awaited.js';
    import * as dual from 'dual';
    import * as synced from 'synced';
    import self from 'here/self';
    import internal from '#int';
    import dependency from '#dep';
    const require = createRequire(import.meta.url);
    log(cjs === require('./mid.cjs'), a, b, late, never, Object.keys(names));
    log(count, (increment(), count), x, star === cjs, Object.keys(stars));
    log(json, json === require('./data.json'));
    log(detected, awaited, dual.side, require('dual').side, synced.side, require('synced').side, self, internal, dependency);
    log(require.resolve('dual'), import.meta.resolve('dual'), require.main === undefined, require.resolve('./mid.cjs') in require.cache);
    log(typeof module, typeof exports, typeof __filename, this, Object.keys(import.meta));
    for (const file of ['./awaited.js', './throws.mjs']) try { require(file) } catch (e) { log(e.name, e.code) }
    const required = require('./class.mjs');
    log(required.default.name, required.__esModule, required === await import('./class.mjs'), require('./live.mjs') === await import('./live.mjs'));
    log(require('./named.mjs').name, require('./untyped.js').untyped);
    const lazy = import('./lazy.mjs'); log('import() has returned'); await lazy;
    log(await import('./from.cjs').then((m) => m.default));
    for (const file of ['re.cjs', 'compiled.cjs', 'transpiled.cjs', 'function.cjs', 'seven.cjs']) {
      const ns = await import('./' + file);
      log(file, Object.keys(ns), typeof ns.default);
    }
    log(await import('data:text/javascript,import { sep } from "path"; export default sep'));
    const [one, two, three, four] = await Promise.all(['', '?1', '#h', '?1'].map((end) => import('./me.mjs' + end)));
    log(one === two, two === four, one.url, two.url, three.url, (await import('./sp%20ace.mjs?q=a b')).default);
    for (const s of ['morgan', 'main-folder', 'main-short', 'main-gone', 'main-short/lib/short.js']) {
      log(s, await import(s).then((m) => m.default, (e) => e.code + e.message), import.meta.resolve(s));
    }
    for (const s of ['./nope.mjs', 'nope', '@a/b', '@a', './node_modules', '/nope', 'node:zz', 'http://x/y', '#x', './a%2fb.mjs', './x.txt', '.',
      'none', 'dual/sub', 'closed', 'closed/sub', 'closed/null', 'closed/bad', 'closed/out', 'main-short/lib/short', '.x', '%41',
      './deep.mjs', './parse.mjs', './parses.mjs', './link.mjs', './links.mjs', './link2.mjs',
      './requires.mjs', './dirname.mjs', './twice.mjs']) {
      try { await import(s); log(s, 'loaded') } catch (e) { log(s, e.name, e.code, e.message, e.url) }
      try { log(import.meta.resolve(s)) } catch (e) { log(e.name, e.code, e.message) }
    }
    for (const s of ['./link.mjs', './links.mjs']) try { await import(s) } catch (e) { log(e.stack.split('\\n').slice(0, 3).join('\\n')) }
    for (const s of ['./throws.mjs', './throws.cjs']) try { await import(s) } catch (e) { log(e.stack.split('\\n')[1]) }
    log(Object.keys(await new Function('return import("./live.mjs")')()), Object.keys(await eval('import("./live.mjs")')));
    export default 1;`,
  'first.mjs': "log('first'); globalThis.order = ['first']",
  'last.mjs': "log('last')",
  'mid.cjs': `log('mid', globalThis.order); exports.a = 1; exports.b = function b() {}; if (0) exports.never = 1;
    Object.defineProperty(exports, 'late', { enumerable: true, get: function () { return exports.a; } });`,
  'live.mjs': 'export let count = 0; export const increment = () => { count++ }',
  'cycle1.mjs': "import { y } from './cycle2.mjs'; export const x = 'x' + y();",
  'cycle2.mjs': "import { x } from './cycle1.mjs'; export function y() { try { return x } catch (e) { return e.name } }",
  'star.mjs': "export * from './mid.cjs'; export * from './live.mjs'; export { default } from './mid.cjs'; export * as nested from './live.mjs'",
  'data.json': '{"d": 1}',
  'detected.js': "import './live.mjs'; export default 'detected'",
  'awaited.js': "const v = await Promise.resolve('awaited'); export default v",
  'untyped.js': "export const untyped = import.meta.filename.endsWith('untyped.js')",
  'class.mjs': 'export default class Kind {}',
  'named.mjs': "const f = () => 1; export { f as 'module.exports' }",
  'self.mjs': "export default 'self'",
  'int.mjs': "export default 'internal'",
  'lazy.mjs': "log('lazy runs')",
  'me.mjs': 'export const url = import.meta.url',
  'sp ace.mjs': 'export default import.meta.url + import.meta.filename + import.meta.dirname',
  'from.cjs': "module.exports = import('./live.mjs').then((n) => [n.count, require.main === undefined, module.parent === undefined])",
  're.cjs': "module.exports = require('./mid.cjs')",
  'compiled.cjs': `"use strict"; Object.defineProperty(exports, "__esModule", { value: true }); var _mid = require("./mid.cjs");
    Object.keys(_mid).forEach(function (key) {
      if (key === "default" || key === "__esModule") return;
      Object.defineProperty(exports, key, { enumerable: true, get: function () { return _mid[key]; } });
    });`,
  'transpiled.cjs': "Object.defineProperty(exports, '__esModule', { value: true }); exports.default = 'd'; exports.other = 1",
  'function.cjs': 'module.exports = function named() {}; module.exports.extra = 1; module.exports.default = module.exports',
  'seven.cjs': 'module.exports = 7',
  'x.txt': 'x',
  'deep.mjs': "import './first.mjs'; import './deeper.mjs'",
  'deeper.mjs': "log('never'); import 'gone'",
  'parse.mjs': 'let a = 1;\n\nlet b = = 2;\n',
  'parses.mjs': "import './parse.mjs'",
  'link.mjs': "\nimport { count, gone } from './live.mjs'; count",
  'links.mjs': "import { gone as kept } from './mid.cjs'; kept",
  'link2.mjs': "import nothing from './live.mjs'",
  'requires.mjs': "require('fs')",
  'dirname.mjs': 'log(__dirname)',
  'twice.mjs': 'export const a = 1; export const a = 2;',
  'throws.mjs': 'function f() {\n  throw new RangeError("thrown");\n}\nf();\n',
  'throws.cjs': 'function f() {\n  throw new RangeError("thrown");\n}\nf();\n',
  'node_modules/morgan/index.js': "module.exports = 'no main'",
  'node_modules/morgan/package.json': '{"name":"morgan"}',
  'node_modules/main-folder/package.json': '{"main":"lib"}',
  'node_modules/main-folder/lib/index.js': "module.exports = 'main is a folder'",
  'node_modules/main-short/package.json': '{"main":"./lib/short"}',
  'node_modules/main-short/lib/short.js': "module.exports = 'main has no extension'",
  'node_modules/main-gone/package.json': '{"main":"gone.js"}',
  'node_modules/main-gone/index.js': "module.exports = 'main is not there'",
  'node_modules/none/package.json': '{"main":"nope"}',
  'node_modules/dual/package.json': '{"name":"dual","exports":{"import":"./i.mjs","require":"./r.cjs"}}',
  'node_modules/dual/i.mjs': "export const side = 'esm'",
  'node_modules/dual/r.cjs': "exports.side = 'cjs'",
  'node_modules/synced/package.json': '{"name":"synced","exports":{"module-sync":"./i.mjs","default":"./r.cjs"}}',
  'node_modules/synced/i.mjs': "export const side = 'esm'",
  'node_modules/synced/r.cjs': "exports.side = 'cjs'",
  'node_modules/closed/package.json': '{"exports":{"./sub":{"import":"./s.mjs"},"./null":null,"./bad":"sub.js","./out":"./../x.js"}}',
};

for (const [name, text] of Object.entries(files)) {
  fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  fs.writeFileSync(path.join(folder, name), text);
}

import(pathToFileURL(path.join(folder, 'main.mjs')).href).catch((error) => log('failed', error)).then(() => {
  fs.rmSync(folder, { recursive: true });
  fs.writeFileSync(process.env.OUT, `${lines.join('\n')}\n`);
});
