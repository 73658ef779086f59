'use strict';

/** How what was cloned becomes an object again, by its kind; each file is loaded when the first comes in. */
const revivers = {
  MessagePort: () => require('./messaging.js').revive,
  Blob: () => require('../buffer/blob.js').revive,
  File: () => require('../buffer/blob.js').reviveFile,
  KeyObject: () => require('../crypto/keys.js').revive,
  CryptoKey: () => require('../crypto/web-keys.js').revive,
  DOMException: () => require('../events/dom-exception.js').revive,
};

require('../util/cloneable.js').reviveBy((kind, data) => revivers[kind]()(data));
