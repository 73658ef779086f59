'use strict';

// Content negotiation: which of the offered types, charsets, encodings or languages the Accept headers prefer.

function byPreference(a, b) {
  return (b.q - a.q) || (b.s - a.s) || (a.o - b.o) || (a.i - b.i) || 0;
}

function isAccepted(spec) {
  return spec.q > 0;
}

function nameOf(range) {
  return range.name;
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

function negotiate(accepted, offers, readOffer, specificity, name) {
  if (!offers) {
    return accepted.filter(isAccepted).sort(byPreference).map(name);
  }
  const priorities = offers.map((offer, index) => bestMatch(readOffer(offer), index, accepted, specificity));
  return priorities.filter(isAccepted).sort(byPreference).map((best) => offers[priorities.indexOf(best)]);
}

function sameText(a, b) {
  return a.toLowerCase() === b.toLowerCase();
}

function mediaSpecificity(media, range) {
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

function nameSpecificity(offer, range) {
  if (sameText(range.name, offer)) return 1;
  return range.name === '*' ? 0 : -1;
}

function languageSpecificity(language, range) {
  if (language === null) return -1;
  if (sameText(range.name, language.name)) return 4;
  if (sameText(range.prefix, language.name)) return 2;
  if (sameText(range.name, language.prefix)) return 1;
  return range.name === '*' ? 0 : -1;
}

function itself(offer) {
  return offer;
}

/**
 * Negotiation over one reading of the headers. Each function takes a header and the offers, and answers the accepted
 * offers by preference; without offers, what the header itself accepts.
 * @param {object} read how an Express major reads media types, names and languages
 */
module.exports = function createNegotiate(read) {
  function mediaTypes(header, offers) {
    return negotiate(read.mediaRanges(header === undefined ? '*/*' : header || ''), offers, read.mediaOffer,
      mediaSpecificity, (range) => range.type + '/' + range.subtype);
  }

  function charsets(header, offers) {
    const accepted = read.nameRanges(header === undefined ? '*' : header || '');
    return negotiate(accepted, offers, itself, nameSpecificity, nameOf);
  }

  function encodings(header, offers) {
    const accepted = read.nameRanges(header || '');
    // Identity is acceptable even where it is not named, but least of all.
    if (!accepted.some((range) => nameSpecificity('identity', range) !== -1)) {
      const lowest = accepted.reduce((q, range) => Math.min(q, range.q || 1), 1);
      accepted.push({ name: 'identity', q: lowest, i: Infinity });
    }
    return negotiate(accepted, offers, itself, nameSpecificity, nameOf);
  }

  function languages(header, offers) {
    return negotiate(read.languageRanges(header === undefined ? '*' : header || ''), offers, read.languageOffer,
      languageSpecificity, nameOf);
  }

  return { mediaTypes, charsets, encodings, languages };
};
