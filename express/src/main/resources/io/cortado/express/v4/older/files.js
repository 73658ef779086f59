'use strict';

// How files are sent before 4.18.

const { createError } = require('../../http/errors');

module.exports = {
  /** What a listener for errors is told; that there were fields to send is lost. */
  errorOf: (status, cause) =>
    createError(status, cause instanceof Error ? cause : undefined, { expose: false }),

  /** What a 304 does without: all that tells of content, of whomever it comes. */
  contentFields: (res) =>
    res.getHeaderNames().filter((name) => name.startsWith('content-') && name !== 'content-location')
};
