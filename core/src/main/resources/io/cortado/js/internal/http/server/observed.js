'use strict';

/** Tells Java of every request of the app's servers, for metrics and the access log. Loaded where somebody asked for these. */

const channels = require('../../diagnostics/channels.js');

/** When the requests began whose responses are not over. */
const begun = new WeakMap();

/** The pattern of the route that took a request, as Express leaves it there, or null. */
function routeOf(request) {
  const { route, baseUrl } = request;
  if (route === undefined || route === null || route.path === undefined) return null;
  return `${typeof baseUrl === 'string' ? baseUrl : ''}${route.path}`;
}

const field = (request, name) => {
  const value = request.headers[name];
  return value === undefined ? null : `${value}`;
};

function over(operations, logs, response) {
  const began = begun.get(response);
  if (began === undefined) return;
  begun.delete(response);
  const { req: request } = response;
  // Who has left before an answer has got none.
  const status = response.headersSent ? response.statusCode : 0;
  const method = request.method ?? '';
  const route = routeOf(request);
  if (!logs) {
    operations.ended(began, method, route, status);
    return;
  }
  const length = Number(response.getHeader('content-length') ?? NaN);
  operations.logged(began, method, route, status, request.originalUrl ?? request.url ?? '', Number.isFinite(length) ? length : -1,
    request.httpVersion, request.socket?.remoteAddress ?? '-', field(request, 'referer'), field(request, 'user-agent'),
    field(request, 'x-request-id'));
}

module.exports = {
  install(operations) {
    const logs = operations.logs();
    require('../../diagnostics-channel/diagnostics-channel.js').subscribe('http.server.request.start', ({ response }) => {
      begun.set(response, operations.began());
    });
    channels.serverOver = (response) => over(operations, logs, response);
  },
};
