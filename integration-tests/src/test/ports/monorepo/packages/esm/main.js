import up from '#up';
import { createRequire } from 'node:module';

const { log } = createRequire(import.meta.url)('@mono/logger');
export const shout = (text) => `${up(text)}! ${typeof log}`;
