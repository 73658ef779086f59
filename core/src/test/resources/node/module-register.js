'use strict';

// Hooks of module.register, which take their time, and source maps of what ran.

const fs = require('fs');
const os = require('os');
const path = require('path');
const nodeModule = require('module');
const { inspect } = require('util');
const { pathToFileURL } = require('url');

const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'register-')));
const lines = [];
const plain = (value) => (typeof value === 'string' ? value : inspect(value)).replaceAll(folder, '/here')
  .replaceAll(__filename, '/script.js');
const log = globalThis.log = (...values) => lines.push(values.map(plain).join(' '));

const files = {
  'hooks.mjs': `
    import { isMainThread } from 'node:worker_threads';
    import { setTimeout as wait } from 'node:timers/promises';
    let given;
    export async function initialize(data) { await wait(1); given = { ...data, isMainThread }; }
    export async function resolve(specifier, context, next) {
      if (specifier === 'given') return { url: 'given:' + JSON.stringify(given), shortCircuit: true };
      if (specifier === 'moved') return next('./other.cjs', context);
      if (specifier === 'wrong') return 5;
      if (specifier === 'unsaid') return { url: 'given:x' };
      const result = await next(specifier, context);
      return { ...result, url: result.url.endsWith('/dep.mjs') ? result.url + '?seen=' + result.format : result.url };
    }
    export async function load(url, context, next) {
      await wait(1);
      if (url.startsWith('given:')) return { format: 'json', source: url.slice(6), shortCircuit: true };
      const result = await next(url, context);
      if (url.endsWith('.mjs')) return { ...result, source: result.source + '; export const loaded = true;' };
      return result;
    }
  `,
  'late.mjs': 'export const resolve = (specifier, context, next) => next(specifier === "late" ? "moved" : specifier, context);',
  'main.mjs': `
    import dep, { url } from './dep.mjs';
    import given from 'given' with { type: 'json' };
    import other, { x } from 'moved';
    import os from 'os';
    import * as self from './main.mjs';
    export const all = [dep, url, given, other, x, typeof os.cpus];
    export const again = () => self.loaded;
  `,
  'dep.mjs': 'import "./main.mjs"; export const url = import.meta.url; export default "dep";',
  'other.cjs': 'exports.x = require("./inner.cjs");',
  'inner.cjs': 'module.exports = "inner";',
  'throws.mjs': 'throw new RangeError("thrown by the module");',
  'out/gen.js': '"use strict";\n\nfunction f() {\n    throw new Error("mapped");\n}\nexports.f = f;\n//# sourceMappingURL=gen.js.map\n',
  'out/gen.js.map': JSON.stringify({ version: 3, sources: ['../gen.ts'], names: [], mappings: 'AAEA,SAAS,CAAC;AAAA;AAAA;IACN,MAAM;' }),
};
for (const [name, text] of Object.entries(files)) {
  fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  fs.writeFileSync(path.join(folder, name), text);
}
const base = pathToFileURL(`${folder}/`).href;
const load = (name) => import(name.startsWith('.') ? new URL(name, base).href : name);

async function main() {
  log(nodeModule.register('./hooks.mjs', { parentURL: base, data: { n: [1, new Date(0)] } }));
  const { all, again } = await load('./main.mjs');
  log(all, again());
  log('given', (await import('given', { with: { type: 'json' } })).default);
  log('moved', await import(new URL('other.cjs', base)));
  for (const bad of ['unsaid', './nowhere.mjs', './throws.mjs', 'nowhere']) {
    await load(bad).then((found) => log(bad, found), (error) => log(bad, error.name, error.code, error.message));
  }
  log(nodeModule.register(new URL('late.mjs', base)));
  await import('late').catch((error) => log(error.code));
  for (const bad of [['./nowhere.mjs', base], ['nowhere', base], ['./throws.mjs', base], ['./hooks.mjs']]) {
    try { log(nodeModule.register(...bad)); } catch (error) { log(error.name, error.code, error.message); }
  }

  log(process.sourceMapsEnabled, nodeModule.getSourceMapsSupport(), nodeModule.findSourceMap(path.join(folder, 'out/gen.js')));
  process.setSourceMapsEnabled(true);
  log(process.sourceMapsEnabled, nodeModule.getSourceMapsSupport());
  const { f } = require(path.join(folder, 'out/gen.js'));
  try { f(); } catch (error) { log(error.stack.split('\n').slice(0, 2).join('\n')); }
  const map = nodeModule.findSourceMap(path.join(folder, 'out/gen.js'));
  log(map.payload, map.lineLengths, map.findEntry(3, 6), map.findOrigin(4, 5), map instanceof nodeModule.SourceMap);
  nodeModule.setSourceMapsSupport(false);
  try { f(); } catch (error) { log(error.stack.split('\n').slice(0, 2).join('\n')); }
  for (const bad of [() => process.setSourceMapsEnabled(1), () => nodeModule.setSourceMapsSupport(true, { nodeModules: 1 })]) {
    try { bad(); } catch (error) { log(error.code, error.message); }
  }
}

main().catch((error) => log('failed', error)).then(() => {
  fs.rmSync(folder, { recursive: true });
  fs.writeFileSync(process.env.OUT, `${lines.join('\n')}\n`);
});
