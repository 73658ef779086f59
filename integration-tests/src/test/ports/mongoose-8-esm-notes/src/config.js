import { readFileSync } from 'fs';

const pkg = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

export const config = Object.freeze({
  name: pkg.name,
  port: process.env.PORT ?? 3000,
  mongo: process.env.MONGO_URL,
});
