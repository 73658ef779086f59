'use strict';

/** `https.Agent`: sockets with TLS. */

const { Agent: HttpAgent } = require('./agent.js');

const present = (value) => value || '';
const defined = (value) => (value === undefined ? '' : String(value));

/** What makes two TLS connections different, in Node's order, and how it is written. */
const PARTS = {
  ca: present,
  cert: present,
  clientCertEngine: present,
  ciphers: present,
  key: present,
  pfx: present,
  rejectUnauthorized: defined,
  servername: (value, { host }) => (value && value !== host ? value : ''),
  minVersion: present,
  maxVersion: present,
  secureProtocol: present,
  crl: present,
  honorCipherOrder: defined,
  ecdhCurve: present,
  dhparam: present,
  secureOptions: defined,
  sessionIdContext: present,
  sigalgs: (value) => (value ? JSON.stringify(value) : ''),
  privateKeyIdentifier: present,
  privateKeyEngine: present,
};

/** The original is https.Agent([options]). */
function Agent(options) {
  if (!new.target && !(this instanceof Agent)) return new Agent(options);
  HttpAgent.call(this, options);
  Object.assign(this, { defaultPort: 443, protocol: 'https:' });
  this.maxCachedSessions = this.options.maxCachedSessions ?? 100;
}

Object.setPrototypeOf(Agent, HttpAgent);
Agent.prototype = Object.create(HttpAgent.prototype, {
  constructor: { value: Agent, writable: true, configurable: true },
});

Object.assign(Agent.prototype, {
  /** Takes what `tls.connect` takes: `(port[, host][, options])` or `(options)`. */
  createConnection(port, host, options) {
    const given = [port, host, options].findLast((argument) => argument !== null && typeof argument === 'object');
    const own = { ...given, path: given?.socketPath };
    if (typeof port !== 'object') own.port = port;
    if (typeof host === 'string') own.host = host;
    return require('../../tls/tls.js').connect(own);
  },

  getName(options = {}) {
    const parts = Object.entries(PARTS).map(([name, write]) => write(options[name], options));
    return `${HttpAgent.prototype.getName.call(this, options)}:${parts.join(':')}`;
  },
});

module.exports = { Agent, globalAgent: new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5000 }) };
