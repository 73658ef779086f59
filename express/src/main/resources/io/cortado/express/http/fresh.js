'use strict';

// Conditional requests.

const NO_CACHE = () => /(?:^|,)\s*?no-cache\s*?(?:,|$)/;

/** Milliseconds of an HTTP date, or NaN. */
function parseHttpDate(date) {
  return date ? Date.parse(date) : NaN;
}

/**
 * Whether the client's copy is still good.
 * @param {object} headers of the request
 * @param {string} [etag] of the response
 * @param {string} [lastModified] of the response
 * @param {boolean} [both] whether If-Modified-Since counts beside If-None-Match (Express 4)
 */
function isFresh(headers, etag, lastModified, both) {
  const modifiedSince = headers['if-modified-since'];
  const noneMatch = headers['if-none-match'];
  if (!modifiedSince && !noneMatch) return false;
  const cacheControl = headers['cache-control'];
  if (cacheControl && NO_CACHE().test(cacheControl)) return false;
  if (noneMatch && noneMatch !== '*') {
    if (!etag || !binding.hasTag(noneMatch, etag)) return false;
    if (!both) return true;
  } else if (noneMatch && !both) {
    return true;
  }
  if (modifiedSince) {
    return Boolean(lastModified) && parseHttpDate(lastModified) <= parseHttpDate(modifiedSince);
  }
  return true;
}

/** Whether If-Match or If-Unmodified-Since forbid the answer. */
function preconditionFails(headers, etag, lastModified) {
  const match = headers['if-match'];
  if (match) {
    return !etag || (match !== '*' && !binding.hasTag(match, etag));
  }
  const unmodifiedSince = parseHttpDate(headers['if-unmodified-since']);
  if (isNaN(unmodifiedSince)) return false;
  const modified = parseHttpDate(lastModified);
  return isNaN(modified) || modified > unmodifiedSince;
}

module.exports = { isFresh, parseHttpDate, preconditionFails };
