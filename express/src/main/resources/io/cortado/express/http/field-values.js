'use strict';

// Values of header fields: lists and dates.

/** The items of a comma separated header, without the spaces around them. */
function tokenList(text, keepEmpty) {
  const list = [];
  let start = 0;
  let end = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x20) {
      if (start === end) start = end = i + 1;
    } else if (code === 0x2c) {
      if (keepEmpty || start !== end) list.push(text.substring(start, end));
      start = end = i + 1;
    } else {
      end = i + 1;
    }
  }
  if (keepEmpty || start !== end) list.push(text.substring(start, end));
  return list;
}

/** Milliseconds of an HTTP date, or NaN. */
function parseHttpDate(date) {
  const timestamp = date && Date.parse(date);
  return typeof timestamp === 'number' ? timestamp : NaN;
}

module.exports = { tokenList, parseHttpDate };
