'use strict';

/** Key presses in what a terminal sends. */

const named = {
  '\r': 'return', '\n': 'enter', '\t': 'tab', '\b': 'backspace', '\u007f': 'backspace', '\u001b': 'escape', ' ': 'space',
};
const codes = {
  A: 'up', B: 'down', C: 'right', D: 'left', F: 'end', H: 'home', '1~': 'home', '2~': 'insert', '3~': 'delete', '4~': 'end',
  '5~': 'pageup', '6~': 'pagedown', P: 'f1', Q: 'f2', R: 'f3', S: 'f4', '15~': 'f5', '17~': 'f6', '18~': 'f7', '19~': 'f8',
  '20~': 'f9', '21~': 'f10', '23~': 'f11', '24~': 'f12', Z: 'tab',
};

/** Each key of a chunk as `{sequence, name, ctrl, meta, shift, plain}`. */
function* keysOf(text) {
  // eslint-disable-next-line no-control-regex -- escape sequences are what is looked for
  const pattern = /\u001b[[O](\d+(?:;\d+)?)?([A-Za-z~])|\u001b?[^]/gu;
  for (const [sequence, digits, letter] of text.matchAll(pattern)) {
    const key = { sequence, name: undefined, ctrl: false, meta: false, shift: false, plain: false };
    if (letter !== undefined) {
      const [number, modifier] = (digits ?? '').split(';');
      key.name = codes[letter === '~' ? `${number}~` : letter];
      const bits = +(modifier ?? 1) - 1;
      key.shift = (bits & 1) !== 0 || letter === 'Z';
      key.meta = (bits & 10) !== 0;
      key.ctrl = (bits & 4) !== 0;
    } else {
      const char = sequence.length > 1 && sequence[0] === '\u001b' ? sequence.slice(1) : sequence;
      key.meta = char !== sequence;
      key.plain = !key.meta;
      if (named[char] !== undefined) key.name = named[char];
      else if (char <= '\u001a') {
        key.name = String.fromCharCode(char.charCodeAt(0) + 96);
        key.ctrl = true;
      } else if (/^[A-Za-z]$/.test(char)) {
        key.name = char.toLowerCase();
        key.shift = char !== key.name;
      } else if (/^[0-9]$/.test(char)) key.name = char;
    }
    yield key;
  }
}

module.exports = { keysOf };
