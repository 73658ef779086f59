'use strict';

const HOST = /^(?:[a-z0-9_.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/**
 * Where a request has reached this site, such as "http://localhost:3000". A Host that could mean something to a shell is
 * not repeated.
 */
module.exports = (req) => {
  const host = HOST.test(req.host ?? '') ? req.host : `localhost:${req.socket.localPort}`;
  return `${req.protocol}://${host}`;
};
