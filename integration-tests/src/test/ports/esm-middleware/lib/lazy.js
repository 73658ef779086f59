export { default as ms } from 'ms';
export { v4, validate } from 'uuid';
export { nanoid } from 'nanoid';
export * as paths from 'node:path';
export default 'lazy';
