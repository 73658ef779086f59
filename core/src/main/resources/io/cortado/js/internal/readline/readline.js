'use strict';

/** Node's `readline`: lines of a stream; on a terminal the terminal itself edits them. */

const { Interface } = require('./interface.js');
const { clearLine, clearScreenDown, cursorTo, moveCursor } = require('./cursor.js');
const { validateInteger } = require('../errors/validators.js');

const kKeys = Symbol('keypress');

function createInterface(input, output, completer, terminal) {
  return new Interface(input, output, completer, terminal);
}

function emitKeypressEvents(stream) {
  if (stream[kKeys]) return;
  stream[kKeys] = true;
  const { StringDecoder } = require('../string-decoder/string-decoder.js');
  const decoder = new StringDecoder('utf8');
  stream.on('data', (chunk) => {
    if (stream.listenerCount('keypress') === 0) return;
    for (const key of require('./keys.js').keysOf(decoder.write(chunk))) {
      stream.emit('keypress', key.sequence.length === 1 || key.plain ? key.sequence : undefined, {
        sequence: key.sequence, name: key.name, ctrl: key.ctrl, meta: key.meta, shift: key.shift,
      });
    }
  });
}

module.exports = {
  Interface,
  createInterface,
  clearLine,
  clearScreenDown,
  cursorTo,
  moveCursor,
  emitKeypressEvents(stream, iface) {
    validateInteger(iface?.escapeCodeTimeout ?? 500, 'escapeCodeTimeout');
    emitKeypressEvents(stream);
  },
  get promises() {
    return require('./promises.js');
  },
};
