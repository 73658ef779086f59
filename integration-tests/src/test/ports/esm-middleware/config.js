import { dirname } from 'path';
import { fileURLToPath } from 'url';
import ms from 'ms';

export const __dirname = dirname(fileURLToPath(import.meta.url));
export const config = { port: process.env.PORT || 3000, secret: 'top', maxAge: ms('1h') };
