'use strict';

// How Express 4 reads Accept headers.

const createNegotiate = require('../http/negotiate');

const MEDIA = /^\s*([^\s/;]+)\/([^;\s]+)\s*(?:;(.*))?$/;
const NAME = /^\s*([^\s;]+)\s*(?:;(.*))?$/;
const LANGUAGE = /^\s*([^\s\-;]+)(?:-([^\s;]+))?\s*(?:;(.*))?$/;

/** Splits at a separator that does not stand between quotes. */
function splitUnquoted(text, separator) {
  const parts = text.split(separator);
  const joined = [parts[0]];
  for (let i = 1; i < parts.length; i++) {
    const last = joined.length - 1;
    if (joined[last].split('"').length % 2 === 1) joined.push(parts[i]);
    else joined[last] += separator + parts[i];
  }
  return joined;
}

function unquote(value) {
  return value && value[0] === '"' && value[value.length - 1] === '"' ? value.substr(1, value.length - 2) : value;
}

function media(text) {
  const match = MEDIA.exec(text);
  if (match === null) return null;
  const range = { type: match[1], subtype: match[2], parameters: Object.create(null), q: 1 };
  if (match[3]) {
    for (const pair of splitUnquoted(match[3], ';').map((part) => part.trim())) {
      const equals = pair.indexOf('=');
      const key = (equals === -1 ? pair : pair.slice(0, equals)).toLowerCase();
      const value = unquote(equals === -1 ? undefined : pair.slice(equals + 1));
      if (key === 'q') {
        range.q = parseFloat(value);
        break;
      }
      range.parameters[key] = value;
    }
  }
  return range;
}

function named(text) {
  const match = NAME.exec(text);
  if (match === null) return null;
  const range = { name: match[1], q: 1 };
  if (match[2]) {
    const pair = match[2].split(';').map((part) => part.trim().split('=')).find(([key]) => key === 'q');
    if (pair !== undefined) range.q = parseFloat(pair[1]);
  }
  return range;
}

function language(text) {
  const match = LANGUAGE.exec(text);
  if (match === null) return null;
  const prefix = match[1];
  const range = { name: match[2] ? prefix + '-' + match[2] : prefix, prefix, q: 1 };
  if (match[3]) {
    for (const part of match[3].split(';')) {
      const [key, value] = part.split('=');
      if (key === 'q') range.q = parseFloat(value);
    }
  }
  return range;
}

function ranges(items, read) {
  const list = [];
  items.forEach((item, i) => {
    const range = read(item.trim());
    if (range === null) return;
    range.i = i;
    list.push(range);
  });
  return list;
}

module.exports = createNegotiate({
  mediaRanges: (header) => ranges(splitUnquoted(header, ','), media),
  mediaOffer: media,
  nameRanges: (header) => ranges(header.split(','), named),
  languageRanges: (header) => ranges(header.split(','), language),
  languageOffer: language
});
