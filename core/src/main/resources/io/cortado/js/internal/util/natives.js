'use strict';

/** What the engine brings and an app does not see: text codecs, before Node's stand in their place, and globals that Node has not. */

const { TextEncoder, TextDecoder, AsyncContext, Graal } = globalThis;
delete globalThis.AsyncContext;
delete globalThis.Graal;

module.exports = { TextEncoder, TextDecoder, AsyncContext, Graal };
