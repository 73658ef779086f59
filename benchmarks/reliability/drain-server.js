'use strict';

// An upstream for drain.sh: answers after a few milliseconds, and says who it is.

const http = require('http');

const server = http.createServer((req, res) => {
  req.resume();
  setTimeout(() => res.end(process.env.NAME), Math.random() * 20);
});
server.keepAliveTimeout = 60000;
server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log(process.env.PORT));
if (process.env.OWN) process.on('SIGTERM', () => server.close(() => process.exit(0)));
