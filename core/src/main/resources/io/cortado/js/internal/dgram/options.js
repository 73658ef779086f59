'use strict';

/** What `dgram.createSocket` is given, checked. */

const { codes, define } = require('../errors/errors.js');
const { validateAbortSignal, validateFunction, validateUint32 } = require('../errors/validators.js');

define('ERR_SOCKET_BAD_TYPE', 'Bad socket type specified. Valid types are: udp4, udp6', TypeError);

/** Of each family: the addresses that stand for all and for this machine. */
const FAMILIES = {
  udp4: { number: 4, name: 'IPv4', any: '0.0.0.0', loopback: '127.0.0.1' },
  udp6: { number: 6, name: 'IPv6', any: '::', loopback: '::1' },
};

function blockList(options, name) {
  const list = options[name];
  if (list && !require('../net/blocklist.js').BlockList.isBlockList(list)) {
    throw new codes.ERR_INVALID_ARG_TYPE(`options.${name}`, 'net.BlockList', list);
  }
  return list;
}

/** `(type | options)`: the options, with the family of the type. */
function normalize(given) {
  const options = given !== null && typeof given === 'object' ? given : { type: given };
  for (const name of ['recvBufferSize', 'sendBufferSize']) {
    if (options[name]) validateUint32(options[name], `options.${name}`);
  }
  for (const name of ['receiveBlockList', 'sendBlockList']) blockList(options, name);
  const { type, lookup, signal } = options;
  if (!Object.hasOwn(FAMILIES, type)) throw new codes.ERR_SOCKET_BAD_TYPE();
  if (lookup !== undefined) validateFunction(lookup, 'lookup');
  if (signal !== undefined) validateAbortSignal(signal, 'options.signal');
  return { ...options, family: FAMILIES[type] };
}

module.exports = { normalize };
