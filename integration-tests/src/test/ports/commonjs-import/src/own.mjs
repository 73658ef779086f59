import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
export const own = `${require('./name.cjs')} ${typeof globalThis.require}`;
