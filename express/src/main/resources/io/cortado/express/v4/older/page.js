'use strict';

// Error and redirect pages before 4.20.

const { escapeHtml, page } = require('../../http/html');
const encodeUrl = require('./encode-url');

/** @param {object} [reasons] phrases by status code, where they are not Node's */
module.exports = function pageOf(before, reasons) {
  return {
    ...page,
    encodeUrl,
    link: (location) => '<a href="' + escapeHtml(location) + '">' + escapeHtml(location) + '</a>',
    keepsContent: before('4.18.0'),
    policy: before('4.17.0') ? 'default-src \'self\'' : page.policy,
    reasons
  };
};
