'use strict';

// Which addresses of X-Forwarded-For to believe (`trust proxy`); Java reads and compares them.

/** Most of what is no text has no such method, which is the error that one gets. */
function notAText(note) {
  note.lastIndexOf('/');
  return 'invalid IP address: ' + note;
}

/**
 * Compiles a list of addresses, subnets and names into a trust function.
 * @param {string[]} list
 * @returns {(address: string, hop: number) => boolean}
 */
function compileTrust(list) {
  if (list.length === 0) {
    return function trustNone() {
      return false;
    };
  }
  const proxies = binding.trustedProxies();
  for (const note of list) {
    const problem = typeof note === 'string' ? proxies.add(note) : notAText(note);
    if (problem !== null) throw new TypeError(problem);
  }
  return function trust(address) {
    return typeof address === 'string' && proxies.trusts(address);
  };
}

function forwarded(header) {
  const list = [];
  let start = header.length;
  let end = header.length;
  for (let i = header.length - 1; i >= 0; i--) {
    const code = header.charCodeAt(i);
    if (code === 0x2c) {
      if (start !== end) list.push(header.substring(start, end));
      start = end = i;
    } else if (code !== 0x20) {
      start = i;
    } else if (start === end) {
      start = end = i;
    }
  }
  if (start !== end) list.push(header.substring(start, end));
  return list;
}

/** The addresses from the socket's to the first untrusted one. */
function trustedAddresses(req, trust) {
  const socket = req.socket || req.connection;
  const addresses = [socket.remoteAddress, ...forwarded(req.headers['x-forwarded-for'] || '')];
  for (let i = 0; i < addresses.length - 1; i++) {
    if (!trust(addresses[i], i)) addresses.length = i + 1;
  }
  return addresses;
}

module.exports = { compileTrust, trustedAddresses };
