'use strict';

// `req.accepts` and its siblings: content negotiation, which is Java's.

const FIELDS = [
  ['acceptsEncodings', 'ENCODING', 'accept-encoding', ''],
  ['acceptsCharsets', 'CHARSET', 'accept-charset', '*'],
  ['acceptsLanguages', 'LANGUAGE', 'accept-language', '*']
];

/** The offers among the arguments, which may be one list; undefined for none. */
function offersOf(args) {
  const [first] = args;
  const offers = Array.isArray(first) ? first : args;
  return first && offers.length !== 0 ? offers : undefined;
}

function acceptedBy(kind, header, older) {
  const names = binding.accepted(kind, header, older);
  return names === '' ? [] : names.split('\0');
}

/** Adds the methods to a request prototype, as the major reads whose media types these are. */
module.exports.installAccepts = function installAccepts(req, mime) {
  const { older } = mime;

  /** The offered type the client likes best, or false. */
  req.accepts = function (...args) {
    const offers = offersOf(args);
    const header = this.headers.accept;
    if (offers === undefined) return acceptedBy('MEDIA', header ?? '*/*', older);
    if (!header) return offers[0];
    const types = offers.map((offer) => (offer.indexOf('/') === -1 ? mime.lookup(offer) : offer));
    const known = types.filter((type) => typeof type === 'string');
    const place = known.length === 0 ? -1 : binding.bestOffer('MEDIA', header, known.join('\0'), older);
    return place < 0 ? false : offers[types.indexOf(known[place])];
  };

  for (const [name, kind, field, otherwise] of FIELDS) {
    /** The offered name the client likes best, or false. */
    req[name] = function (...args) {
      const offers = offersOf(args);
      const header = this.headers[field] ?? otherwise;
      if (offers === undefined) return acceptedBy(kind, header, older);
      const place = binding.bestOffer(kind, header, offers.map((offer) => offer.toLowerCase()).join('\0'), older);
      return place < 0 ? false : offers[place];
    };
  }
};
