'use strict';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October',
  'November', 'December'];

/** "3 March 2026", in UTC. */
exports.formatDate = (date) => `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;

exports.isoDate = (date) => date.toISOString();

/** "1 bookmark", "2 bookmarks". */
exports.plural = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;

exports.eq = (a, b) => a === b;

exports.urlencode = (text) => encodeURIComponent(text);
