'use strict';

/**
 * What a stream of zlib holds as `_handle`, in the shape of Node's: pngjs and jimp drive it themselves. `init` has told it
 * where to leave the outcome of a write (output and input left over) and whom to call after one that did not wait.
 */

const { Buffer } = require('../buffer/buffer.js');
const bound = require('../errors/bound.js');

const NOTHING = Buffer.alloc(0);

class ZlibHandle {
  #native;
  #state = new Uint32Array(2);
  #written;
  #failed;
  // The input that the native side still has: a write that goes on with it need not hand it over again.
  #input = null;
  #at = 0;
  #left = 0;
  /** Whoever made the stream: what it calls belongs to that. */
  #context = bound.snapshot();

  constructor(native, failed) {
    this.#native = native;
    this.#failed = failed;
    this.onerror = null;
  }

  init(state, written) {
    this.#state = state;
    this.#written = written;
  }

  /** Gives the input, if it is another one; answers the number of its bytes. */
  feed(input, at, length) {
    if (input === this.#input && at === this.#at && length === this.#left) return;
    const bytes = input ?? NOTHING;
    this.#native.input(bytes.buffer, bytes.byteOffset + at, length);
    this.#input = input;
    this.#at = at;
    this.#left = length;
  }

  /** Keeps where the input stands; answers how much of it is left. */
  #consumed(full) {
    const left = this.#native.left();
    this.#at += this.#left - left;
    this.#left = left;
    if (!full) this.#input = undefined;
    return left;
  }

  /** Calls `done(bytes, left)` with at most `capacity` bytes of output; `onerror` instead of it if the data is at fault. */
  step(flush, capacity, done) {
    this.#native.step(flush, capacity, (error, bytes) => bound.within(this.#context, () => {
      if (error || typeof bytes === 'string') this.#fail(error ?? bytes);
      else done(Buffer.from(new ArrayBuffer(bytes)), this.#consumed(bytes.length === capacity));
    }));
  }

  all(flush, capacity, most, done) {
    return this.#native.all(flush, capacity, most, done);
  }

  #fail(failure) {
    const error = this.#failed(failure);
    this.onerror(error.message, error.errno, error.code, error);
  }

  #store(output, bytes, at, room, left) {
    output.set(bytes, at);
    this.#state[0] = room - bytes.length;
    this.#state[1] = left;
  }

  write(flush, input, inputAt, inputLength, output, outputAt, room) {
    this.feed(input, inputAt, inputLength);
    this.step(flush, room, (bytes, left) => {
      this.#store(output, bytes, outputAt, room, left);
      this.#written();
    });
  }

  writeSync(flush, input, inputAt, inputLength, output, outputAt, room) {
    this.feed(input, inputAt, inputLength);
    const answer = this.#native.step(flush, room, null);
    if (typeof answer === 'string') {
      this.#fail(answer);
      return;
    }
    const bytes = new Uint8Array(new ArrayBuffer(answer));
    this.#store(output, bytes, outputAt, room, this.#consumed(bytes.length === room));
  }

  params(level, strategy) {
    this.#native.params(level, strategy);
  }

  reset() {
    this.#input = undefined;
    this.#native.reset();
  }

  close() {
    this.#native.close();
  }
}

module.exports = ZlibHandle;
