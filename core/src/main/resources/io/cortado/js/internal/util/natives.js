'use strict';

/** The engine's own text codecs, taken before Node's stand in their place. */

module.exports = { TextEncoder: globalThis.TextEncoder, TextDecoder: globalThis.TextDecoder };
