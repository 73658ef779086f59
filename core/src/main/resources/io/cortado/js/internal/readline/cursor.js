'use strict';

/** Moves a terminal's cursor, and clears what stands about it. */

const { codes } = require('../errors/errors.js');
const { validateFunction } = require('../errors/validators.js');

/** Writes an escape sequence; true when there is nothing to wait for. */
function send(stream, text, callback) {
  if (callback !== undefined) validateFunction(callback, 'callback');
  if (stream === null || stream === undefined || text === '') {
    if (typeof callback === 'function') process.nextTick(callback, null);
    return true;
  }
  return stream.write(text, callback);
}

function cursorTo(stream, x, y, callback) {
  if (typeof y === 'function') [callback, y] = [y, undefined];
  if (Number.isNaN(x)) throw new codes.ERR_INVALID_ARG_VALUE('x', x);
  if (Number.isNaN(y)) throw new codes.ERR_INVALID_ARG_VALUE('y', y);
  if (stream == null || (typeof x !== 'number' && typeof y !== 'number')) return send(null, '', callback);
  if (typeof x !== 'number') throw new codes.ERR_INVALID_CURSOR_POS();
  return send(stream, typeof y !== 'number' ? `\u001b[${x + 1}G` : `\u001b[${y + 1};${x + 1}H`, callback);
}

function moveCursor(stream, dx, dy, callback) {
  let text = '';
  if (dx < 0) text += `\u001b[${-dx}D`;
  else if (dx > 0) text += `\u001b[${dx}C`;
  if (dy < 0) text += `\u001b[${-dy}A`;
  else if (dy > 0) text += `\u001b[${dy}B`;
  return send(stream, text, callback);
}

function clearLine(stream, direction, callback) {
  return send(stream, direction < 0 ? '\u001b[1K' : direction > 0 ? '\u001b[0K' : '\u001b[2K', callback);
}

function clearScreenDown(stream, callback) {
  return send(stream, '\u001b[0J', callback);
}

module.exports = { clearLine, clearScreenDown, cursorTo, moveCursor };
