'use strict';

const { Buffer } = require('node:buffer');

/**
 * Answers a request with a redirect, in the form the client likes best.
 * @param {string} target
 * @param {string} reason of the status
 * @param {(address: string) => string} asHtml writes the body for browsers
 * @param {() => void} setStatus
 */
module.exports = function sendRedirect(res, target, reason, asHtml, setStatus) {
  const address = res.location(target).get('Location');
  let body = '';
  const write = (text) => {
    body = text;
  };
  res.format({
    text: () => write(`${reason}. Redirecting to ${address}`),
    html: () => write(asHtml(address)),
    default: () => write('')
  });
  setStatus();
  res.set('Content-Length', Buffer.byteLength(body));
  if (res.req.method === 'HEAD') res.end();
  else res.end(body);
};
