'use strict';

// `req.accepts` and its siblings.

function offersOf(first, args) {
  if (first && !Array.isArray(first)) return args;
  return first && first.length !== 0 ? first : undefined;
}

/** Adds the methods to a request prototype; `load` gives the negotiation of the major version. */
module.exports.installAccepts = function installAccepts(req, load, mime) {
  let loaded;
  const negotiate = () => (loaded ??= load());

  /** The offered type the client likes best, or false. */
  req.accepts = function (...args) {
    const offers = offersOf(args[0], args);
    const header = this.headers.accept;
    if (offers === undefined) return negotiate().mediaTypes(header);
    if (!header) return offers[0];
    const types = offers.map((offer) => (offer.indexOf('/') === -1 ? mime.lookup(offer) : offer));
    const best = negotiate().mediaTypes(header, types.filter((type) => typeof type === 'string'))[0];
    return best ? offers[types.indexOf(best)] : false;
  };

  /** The offered encoding the client likes best, or false. */
  req.acceptsEncodings = function (...args) {
    const offers = offersOf(args[0], args);
    const found = negotiate().encodings(this.headers['accept-encoding'], offers);
    return offers === undefined ? found : found[0] || false;
  };

  /** The offered charset the client likes best, or false. */
  req.acceptsCharsets = function (...args) {
    const offers = offersOf(args[0], args);
    const found = negotiate().charsets(this.headers['accept-charset'], offers);
    return offers === undefined ? found : found[0] || false;
  };

  /** The offered language the client likes best, or false. */
  req.acceptsLanguages = function (...args) {
    const offers = offersOf(args[0], args);
    const found = negotiate().languages(this.headers['accept-language'], offers);
    return offers === undefined ? found : found[0] || false;
  };
};
