'use strict';
const http = require('node:http');
const app = require('../app');

const server = http.createServer(app);
server.on('error', (error) => {
  if (error.syscall !== 'listen') throw error;
  console.error(`${error.port}: ${error.code}`);
  process.exit(1);
});
server.listen(app.get('port'));
