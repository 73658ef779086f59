'use strict';

/** Changes the prototype of requests to what it was before 4.17: a list of forwarded hosts is taken for one host. */
module.exports = function amend(req) {
  Object.defineProperty(req, 'hostname', {
    configurable: true,
    enumerable: true,
    get: function hostname() {
      const trust = this.app.get('trust proxy fn');
      let host = this.get('X-Forwarded-Host');
      if (!host || !trust(this.connection.remoteAddress, 0)) host = this.get('Host');
      if (!host) return undefined;
      const colon = host.indexOf(':', host[0] === '[' ? host.indexOf(']') + 1 : 0);
      return colon === -1 ? host : host.substring(0, colon);
    }
  });
};
