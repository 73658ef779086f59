'use strict';

// What an error page is made of that is for developers only; the page itself is Java's.

const MOST_CAUSES = 5;

/** A text of whatever an app throws or puts into its errors. */
function textOf(read) {
  try {
    const value = read();
    return value === undefined || value === null ? '' : String(value);
  } catch {
    return '';
  }
}

function causesOf(error) {
  const texts = [];
  for (let cause = error.cause; cause && texts.length < MOST_CAUSES; cause = cause.cause) {
    texts.push(textOf(() => cause.stack || cause));
  }
  return texts.join('\n\n');
}

/** The path of the route that has failed, below the paths where its routers are mounted. */
const routeOf = (req) => (req.route ? (req.baseUrl || '') + req.route.path : '');

/**
 * The body, its type and its policy; undefined for clients that ask for neither HTML nor JSON.
 * @param {object} error thrown by the app
 */
function of(req, status, error) {
  const facts = {
    status: () => status,
    name: () => error.name || 'Error',
    message: () => error.message,
    stack: () => error.stack,
    javaStack: () => error.javaStack,
    cause: () => causesOf(error),
    code: () => error.code,
    method: () => req.method,
    url: () => req.originalUrl || req.url,
    version: () => req.httpVersion,
    route: () => routeOf(req),
    folder: () => process.cwd(),
  };
  const flat = Object.entries(facts).flatMap(([name, read]) => [name, textOf(read)]);
  const body = binding.errorPage(req.headers.accept ?? '', flat, req.rawHeaders);
  if (!body) return undefined;
  return body.startsWith('<')
    ? { body, type: 'text/html; charset=utf-8', policy: 'default-src \'none\'; style-src \'unsafe-inline\'' }
    : { body, type: 'application/json; charset=utf-8', policy: 'default-src \'none\'' };
}

module.exports = { of };
