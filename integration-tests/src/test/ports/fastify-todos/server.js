'use strict';
const path = require('path');
const build = require('./app');

const app = build({ logger: false, staticRoot: path.join(__dirname, 'public') });
app.listen({ port: process.env.PORT, host: '127.0.0.1' }, (err) => {
  if (err) {
    console.error(err);
    process.exit(1);
  }
});
