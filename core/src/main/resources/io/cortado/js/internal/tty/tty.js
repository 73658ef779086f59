'use strict';

/** Node's `tty`. */

const { codes, define } = require('../errors/errors.js');
const { getColorDepth, hasColors } = require('../console/color-depth.js');
const binding = internalBinding('tty');

define('ERR_INVALID_FD', '"fd" must be a positive integer: %s', RangeError);
define('ERR_TTY_INIT_FAILED', 'TTY initialization failed: %s', Error);

function isatty(fd) {
  return Number.isInteger(fd) && fd >= 0 && fd <= 2147483647 && binding.isTerminal(fd);
}

function check(fd) {
  if (fd >> 0 !== fd || fd < 0) throw new codes.ERR_INVALID_FD(fd);
  if (!binding.isTerminal(fd)) throw new codes.ERR_TTY_INIT_FAILED('uv_tty_init returned EINVAL (invalid argument)');
}

let classes = null;

/** Streams are needed only where there is a terminal; `isatty` alone must not load them. */
function load() {
  if (classes !== null) return classes;
  const { InputStream } = require('../process/std-input.js');
  const { OutputStream } = require('../process/std-output.js');

  class ReadStream extends InputStream {
    constructor(fd) {
      check(fd);
      super(fd);
      this.isTTY = true;
      this.isRaw = false;
    }

    setRawMode(flag) {
      const raw = !!flag;
      if (!binding.rawMode(raw)) {
        this.emit('error', require('../errors/uv.js').errnoException(-5, 'setRawMode'));
      } else {
        this.isRaw = raw;
      }
      return this;
    }
  }

  class WriteStream extends OutputStream {
    #size = undefined;

    constructor(fd) {
      check(fd);
      super(fd, 'tty');
      this.isTTY = true;
    }

    #measure() {
      if (this.#size === undefined) this.#size = binding.windowSize(this.fd);
      return this.#size;
    }

    get columns() {
      return this.#measure()?.[0];
    }

    set columns(value) {
      Object.defineProperty(this, 'columns', { value, writable: true, configurable: true, enumerable: true });
    }

    get rows() {
      return this.#measure()?.[1];
    }

    set rows(value) {
      Object.defineProperty(this, 'rows', { value, writable: true, configurable: true, enumerable: true });
    }

    getWindowSize() {
      return [this.columns, this.rows];
    }

    _refreshSize() {
      const before = this.#size;
      this.#size = binding.windowSize(this.fd);
      if (before?.[0] !== this.#size?.[0] || before?.[1] !== this.#size?.[1]) this.emit('resize');
    }

    cursorTo(x, y, callback) {
      return require('../readline/readline.js').cursorTo(this, x, y, callback);
    }

    moveCursor(dx, dy, callback) {
      return require('../readline/readline.js').moveCursor(this, dx, dy, callback);
    }

    clearLine(direction, callback) {
      return require('../readline/readline.js').clearLine(this, direction, callback);
    }

    clearScreenDown(callback) {
      return require('../readline/readline.js').clearScreenDown(this, callback);
    }
  }

  Object.assign(WriteStream.prototype, { getColorDepth, hasColors });
  classes = { ReadStream, WriteStream };
  return classes;
}

exports.isatty = isatty;
// Both can be called without `new`, as Node's.
for (const name of ['ReadStream', 'WriteStream']) {
  Object.defineProperty(exports, name, {
    enumerable: true,
    configurable: true,
    get() {
      const Class = load()[name];
      const callable = new Proxy(Class, { apply: (target, self, args) => new Class(...args) });
      Object.defineProperty(exports, name, { value: callable, enumerable: true, configurable: true, writable: true });
      return callable;
    },
  });
}
