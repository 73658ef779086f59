'use strict';

const { messages } = require('../../http/errors');

/** Reason phrases before 4.18. */
module.exports = function reasonsOf(before) {
  const reasons = { ...messages, 306: '(Unused)', 418: 'I\'m a teapot', 425: 'Unordered Collection' };
  if (before('4.17.0')) delete reasons[103];
  return reasons;
};
