'use strict';

// How Express 5 reads Accept headers.

const { parse, parseList } = require('./content-type');
const createNegotiate = require('./negotiate');

function quality(parameters) {
  return parameters.q ? parseFloat(parameters.q) : 1;
}

function ranges(header, read) {
  const list = [];
  parseList(header).forEach((item, i) => {
    const range = read(item);
    if (range === null) return;
    range.i = i;
    list.push(range);
  });
  return list;
}

function media({ type, parameters }) {
  const slash = type.indexOf('/');
  if (slash === -1) return null;
  const q = quality(parameters);
  delete parameters.q;
  return { type: type.slice(0, slash), subtype: type.slice(slash + 1), parameters, q };
}

function named({ type, parameters }) {
  return type ? { name: type, q: quality(parameters) } : null;
}

function language({ type, parameters }) {
  if (!type) return null;
  const hyphen = type.indexOf('-');
  return { name: type, prefix: hyphen === -1 ? type : type.slice(0, hyphen), q: quality(parameters) };
}

module.exports = createNegotiate({
  mediaRanges: (header) => ranges(header, media),
  mediaOffer: (offer) => media(parse(offer)),
  nameRanges: (header) => ranges(header, named),
  languageRanges: (header) => ranges(header, language),
  languageOffer: (offer) => language(parse(offer))
});
