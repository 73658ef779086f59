'use strict';

/** Core modules whose names begin with an underscore: parts of others, which old packages ask for by name. */

const { unsupported } = require('../internal/errors/errors.js');

const http = () => require('http');
const tls = () => require('tls');

/** A function that there is no use for here. */
const refused = (name) => ({ [name]() { throw unsupported(`_http_common.${name}`, 'use http.createServer or http.request'); } })[name];

const makers = {
  _http_agent: () => ({ Agent: http().Agent, globalAgent: http().globalAgent }),
  _http_client: () => ({ ClientRequest: http().ClientRequest }),
  _http_common() {
    const TOKEN = /^[\^_`a-zA-Z\-0-9!#$%&'*+.|~]+$/;
    return {
      _checkInvalidHeaderChar: (value) => /[^\t\x20-\x7e\x80-\xff]/.test(value),
      _checkIsHttpToken: (value) => TOKEN.test(value),
      chunkExpression: /(?:^|\W)chunked(?:$|\W)/i,
      continueExpression: /(?:^|\W)100-continue(?:$|\W)/i,
      CRLF: '\r\n',
      freeParser: refused('freeParser'),
      methods: [...http().METHODS],
      parsers: { alloc: refused('alloc'), free: refused('free') },
      HTTPParser: refused('HTTPParser'),
      isLenient: () => false,
    };
  },
  _http_incoming: () => ({
    IncomingMessage: http().IncomingMessage,
    readStart(socket) {
      if (socket && !socket._paused && socket.readable) socket.resume();
    },
    readStop(socket) {
      if (socket) socket.pause();
    },
  }),
  _http_outgoing() {
    const { OutgoingMessage, validateHeaderName, validateHeaderValue } = http();
    return { validateHeaderName, validateHeaderValue, OutgoingMessage };
  },
  _http_server() {
    const { STATUS_CODES, Server, ServerResponse } = http();
    return { STATUS_CODES, Server, ServerResponse, _connectionListener: refused('_connectionListener') };
  },
  _stream_duplex: () => require('stream').Duplex,
  _stream_passthrough: () => require('stream').PassThrough,
  _stream_readable: () => require('stream').Readable,
  _stream_transform: () => require('stream').Transform,
  _stream_writable: () => require('stream').Writable,
  _stream_wrap() {
    process.emitWarning('The _stream_wrap module is deprecated.', 'DeprecationWarning', 'DEP0125');
    return class JSStreamSocket {
      constructor() {
        throw unsupported('_stream_wrap.JSStreamSocket', 'give tls.connect a Duplex as its socket');
      }
    };
  },
  _tls_common: () => ({ createSecureContext: tls().createSecureContext, SecureContext: tls().SecureContext }),
  _tls_wrap: () => ({ TLSSocket: tls().TLSSocket, Server: tls().Server, createServer: tls().createServer, connect: tls().connect }),
};

const made = new Map();

/** The module of that name. */
function load(name) {
  if (!made.has(name)) made.set(name, makers[name]());
  return made.get(name);
}

module.exports = { load };
