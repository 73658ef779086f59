'use strict';

const { encodeUrl } = require('../../http/url');

const NEWLY_LEFT = { '\\': '%5C', '^': '%5E', '|': '%7C' };

/** Encodes what may not stand in a URL, before 4.20: backslashes, carets and bars among it. */
module.exports = function encodeUrlBefore420(value) {
  return encodeUrl(value).replace(/[\\^|]/g, (char) => NEWLY_LEFT[char]);
};
