'use strict';

// Content negotiation: which of the offered types, charsets, encodings or languages the Accept headers prefer.

const { parse, parseList } = require('./content-type');

function quality(parameters) {
  return parameters.q ? parseFloat(parameters.q) : 1;
}

function byPreference(a, b) {
  return (b.q - a.q) || (b.s - a.s) || (a.o - b.o) || (a.i - b.i) || 0;
}

function isAccepted(spec) {
  return spec.q > 0;
}

/** The accepted range that fits an offer best, or one of quality 0. */
function bestMatch(offer, index, accepted, specificity) {
  let best = { i: undefined, o: -1, q: 0, s: 0 };
  for (const range of accepted) {
    const s = specificity(offer, range);
    if (s === -1) continue;
    if ((best.s - s || best.q - range.q || best.o - range.i) < 0) best = { i: index, o: range.i, q: range.q, s };
  }
  return best;
}

function negotiate(accepted, offers, specificity, name) {
  if (!offers) return accepted.filter(isAccepted).sort(byPreference).map(name);
  const priorities = offers.map((offer, index) => bestMatch(offer, index, accepted, specificity));
  return priorities.filter(isAccepted).sort(byPreference).map((best) => offers[priorities.indexOf(best)]);
}

function readRanges(header, read) {
  const ranges = [];
  parseList(header).forEach((item, i) => {
    const range = read(item);
    if (range === null) return;
    range.i = i;
    ranges.push(range);
  });
  return ranges;
}

function sameText(a, b) {
  return a.toLowerCase() === b.toLowerCase();
}

function readMediaRange({ type, parameters }) {
  const slash = type.indexOf('/');
  if (slash === -1) return null;
  const q = quality(parameters);
  delete parameters.q;
  return { type: type.slice(0, slash), subtype: type.slice(slash + 1), parameters, q };
}

function mediaSpecificity(offer, range) {
  const media = readMediaRange(parse(offer));
  if (media === null) return -1;
  let s = 0;
  if (sameText(range.type, media.type)) s |= 4;
  else if (range.type !== '*') return -1;
  if (sameText(range.subtype, media.subtype)) s |= 2;
  else if (range.subtype !== '*') return -1;
  const names = Object.keys(range.parameters);
  if (names.length > 0) {
    const fits = names.every((name) => range.parameters[name] === '*' ||
      sameText(range.parameters[name] || '', media.parameters[name] || ''));
    if (!fits) return -1;
    s |= 1;
  }
  return s;
}

/** Media types by preference; the header's own without `offers`. */
function mediaTypes(header, offers) {
  const accepted = readRanges(header === undefined ? '*/*' : header || '', readMediaRange);
  return negotiate(accepted, offers, mediaSpecificity, (range) => range.type + '/' + range.subtype);
}

function readName({ type, parameters }) {
  return type ? { name: type, q: quality(parameters) } : null;
}

function nameSpecificity(offer, range) {
  if (sameText(range.name, offer)) return 1;
  return range.name === '*' ? 0 : -1;
}

function nameOf(range) {
  return range.name;
}

/** Charsets by preference. */
function charsets(header, offers) {
  const accepted = readRanges(header === undefined ? '*' : header || '', readName);
  return negotiate(accepted, offers, nameSpecificity, nameOf);
}

/** Encodings by preference; identity is always acceptable unless refused. */
function encodings(header, offers) {
  const items = parseList(header || '');
  const accepted = readRanges(header || '', readName);
  let hasIdentity = false;
  let lowest = 1;
  for (const range of accepted) {
    if (nameSpecificity('identity', range) !== -1) hasIdentity = true;
    lowest = Math.min(lowest, range.q || 1);
  }
  if (!hasIdentity) accepted.push({ name: 'identity', q: lowest, i: items.length });
  return negotiate(accepted, offers, nameSpecificity, nameOf);
}

function readLanguage({ type, parameters }) {
  if (!type) return null;
  const hyphen = type.indexOf('-');
  return { name: type, prefix: hyphen === -1 ? type : type.slice(0, hyphen), q: quality(parameters) };
}

function languageSpecificity(offer, range) {
  const language = readLanguage(parse(offer));
  if (language === null) return -1;
  if (sameText(range.name, language.name)) return 4;
  if (sameText(range.prefix, language.name)) return 2;
  if (sameText(range.name, language.prefix)) return 1;
  return range.name === '*' ? 0 : -1;
}

/** Languages by preference. */
function languages(header, offers) {
  const accepted = readRanges(header === undefined ? '*' : header || '', readLanguage);
  return negotiate(accepted, offers, languageSpecificity, nameOf);
}

module.exports = { mediaTypes, charsets, encodings, languages };
