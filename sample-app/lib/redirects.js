'use strict';

/** The path to go on to after signing in: never another site's. */
exports.localPath = (value) => {
  const origin = 'http://local.invalid';
  if (typeof value !== 'string' || !value.startsWith('/') || !URL.canParse(value, origin)) {
    return '/';
  }
  const url = new URL(value, origin);
  return url.origin === origin && !url.pathname.startsWith('//') ? url.pathname + url.search : '/';
};
