'use strict';

// A start of an app with many packages: everything is loaded, nothing is served.

for (const name of ['express', 'mongoose', 'fastify', 'multer', 'connect-mongo']) require(name);
const used = process.cpuUsage();
console.log('files', Object.keys(require.cache).length);
console.log('processor', ((used.user + used.system) / 1e6).toFixed(2));
process.exit(0);
