'use strict';

// Hooks of module.registerHooks, and what require and import make of them.

const fs = require('fs');
const os = require('os');
const path = require('path');
const { inspect } = require('util');
const { registerHooks, createRequire } = require('module');
const { pathToFileURL } = require('url');

const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'hooks-')));
const lines = [];
const plain = (value) => (typeof value === 'string' ? value : inspect(value)).replaceAll(folder, '/here')
  .replaceAll(__filename, '/script.js');
const log = globalThis.log = (...values) => lines.push(values.map(plain).join(' '));

const files = {
  'cjs.cjs': 'log("cjs runs", __filename); exports.a = 1; exports.other = require("./other.cjs").x;',
  'other.cjs': 'exports.x = "other";',
  'esm.mjs': 'import { y } from "./inner.mjs"; log("esm runs", import.meta.url); export const z = y + 1; export default "esm";',
  'inner.mjs': 'export const y = 1;',
  'data.json': '{"d":1}',
  'bridge.mjs': 'import def, { a } from "./cjs2.cjs"; log("bridge", def, a);',
  'json.mjs': 'import data from "./data.json" with { type: "json" }; log("json", data);',
  'cjs2.cjs': 'exports.a = 2;',
  'virtual.mjs': 'import v, { w } from "virtual:thing"; import fs from "virtual:fs"; log("virtual", v, w, typeof fs.readFile);',
  'typed.foo': 'export const FOO = 1;',
  'bad.mjs': 'import "./nowhere.mjs";',
  'builtin.mjs': 'import os from "os"; log("builtin", typeof os.cpus);',
};
for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text);
const at = (name) => new URL(name, pathToFileURL(`${folder}/`)).href;
const local = createRequire(path.join(folder, 'main.js'));

function shown(context) {
  const { conditions, ...rest } = context;
  return { ...rest, conditions: [...conditions].sort().join() };
}

async function main() {
  // What hooks see.
  let hooks = registerHooks({
    resolve(specifier, context, next) {
      log('resolve', specifier, shown(context));
      const result = next(specifier, context);
      log('resolved', result);
      return result;
    },
    load(url, context, next) {
      log('load', url, shown(context));
      const result = next(url, context);
      log('loaded', result.format, result.source == null ? result.source : `${result.source}`.slice(0, 20));
      return result;
    },
  });
  log(hooks);
  log('require', local('./cjs.cjs'));
  log('again', local('./cjs.cjs'));
  log('json', local('./data.json'));
  log('core', typeof local('path').join, typeof local('node:fs').readFile);
  log('import', { ...(await import(at('esm.mjs'))) });
  await import(at('bridge.mjs'));
  await import(at('json.mjs'));
  await import(at('builtin.mjs'));
  log('required esm', { ...local('./esm.mjs') });
  for (const bad of ['./nowhere.cjs', 'nowhere']) {
    try { local(bad); } catch (error) { log(error.code); }
  }
  await import(at('bad.mjs')).catch((error) => log(error.code));
  log('where', local.resolve('./other.cjs'));
  hooks.deregister();
  hooks.deregister();
  log('require', local('./cjs2.cjs'));

  // What hooks change.
  hooks = registerHooks({
    resolve(specifier, context, next) {
      if (specifier === 'virtual:fs') return { url: 'node:fs', shortCircuit: true };
      if (specifier.startsWith('virtual:')) return { url: specifier, format: specifier.endsWith('c') ? 'commonjs' : 'module', shortCircuit: true };
      if (specifier === 'moved') return next('./other.cjs', context);
      if (specifier === 'wrong') return { url: 5, shortCircuit: true };
      if (specifier === 'silent') return undefined;
      if (specifier === 'unsaid') return { url: at('other.cjs') };
      if (specifier === 'throws') throw new RangeError('thrown');
      return next(specifier);
    },
    load(url, context, next) {
      if (url === 'virtual:thing') return { format: 'module', source: 'export default "V"; export const w = "W";', shortCircuit: true };
      if (url === 'virtual:c') return { format: 'commonjs', source: 'exports.c = [__filename, typeof require, module.id];', shortCircuit: true };
      if (url.endsWith('typed.foo')) return { ...next(url, { ...context, format: 'module' }) };
      if (url.endsWith('inner.mjs?changed')) return { ...next(url, context), source: 'export const y = 10;' };
      if (url.endsWith('other.cjs?buffer')) return { format: 'commonjs', source: Buffer.from('exports.x = "buffer"'), shortCircuit: true };
      if (url.endsWith('?format')) return { format: 'strange', source: '', shortCircuit: true };
      if (url.endsWith('?source')) return { format: 'module', source: 5, shortCircuit: true };
      if (url.endsWith('?wasnot')) return { format: 'module', source: 'export {}' };
      return next(url, context);
    },
  });
  await import(at('virtual.mjs'));
  log('c', local('virtual:c'));
  log('c imported', { ...(await import('virtual:c')) });
  log('moved', local('moved'));
  log('foo', { ...(await import(at('typed.foo'))) });
  log('changed', { ...(await import(at('inner.mjs?changed'))) });
  log('buffer', (await import(at('other.cjs?buffer'))).default);
  for (const bad of ['wrong', 'unsaid', 'throws']) {
    try { log(bad, local(bad)); } catch (error) { log(bad, error.name, error.code, error.message); }
    try { log(bad, await import(bad)); } catch (error) { log(bad, error.name, error.code, error.message); }
  }
  for (const bad of ['?source', '?wasnot', '?format']) {
    await import(at(`esm.mjs${bad}`)).then(() => log(bad, 'ran'), (error) => log(bad, error.name, error.code, error.message));
  }

  // The last registered is asked first.
  const outer = registerHooks({
    resolve(specifier, context, next) {
      log('outer', specifier);
      return next(specifier === 'deep' ? 'moved' : specifier, context);
    },
  });
  const none = registerHooks({});
  log('deep', local('deep'));
  none.deregister();
  outer.deregister();
  hooks.deregister();
  for (const bad of [[5], [{ resolve: 5 }], [{ load: 'x' }]]) {
    try { log(registerHooks(...bad)); } catch (error) { log(error.code, error.message); }
  }
}

main().catch((error) => log('failed', error)).then(() => {
  fs.rmSync(folder, { recursive: true });
  fs.writeFileSync(process.env.OUT, `${lines.join('\n')}\n`);
});
