'use strict';

/** Node's `https`: the client over `tls`. */

const http = require('./http.js');

const https = exports;

function lazily(name, load) {
  Object.defineProperty(https, name, {
    enumerable: true,
    configurable: true,
    get() {
      const value = load();
      Object.defineProperty(https, name, { value, enumerable: true, configurable: true, writable: true });
      return value;
    },
    set(value) {
      Object.defineProperty(https, name, { value, enumerable: true, configurable: true, writable: true });
    },
  });
}

lazily('Agent', () => require('../internal/http/client/https-agent.js').Agent);
lazily('globalAgent', () => require('../internal/http/client/https-agent.js').globalAgent);
lazily('Server', () => require('../internal/http/server/https.js').Server);

https.createServer = (options, listener) => new https.Server(options, listener);

https.request = function request(...args) {
  const url = require('../internal/url/url.js');
  let options = {};
  if (typeof args[0] === 'string') options = url.urlToHttpOptions(new url.URL(args.shift()));
  else if (args[0] instanceof url.URL) options = url.urlToHttpOptions(args.shift());
  if (args[0] && typeof args[0] !== 'function') Object.assign(options, args.shift());
  else if (args[0] === undefined && args.length > 1) args.shift();
  options._defaultAgent = https.globalAgent;
  return new http.ClientRequest(options, ...args);
};

https.get = function get(input, options, callback) {
  const request = https.request(input, options, callback);
  request.end();
  return request;
};
