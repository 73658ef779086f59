'use strict';

/** The port between a thread and the one that has started it, for what concerns the thread itself: lists that begin with a word. */

const bound = require('../errors/bound.js');
const { fromParcel, toParcel } = require('../util/structured-clone.js');

class Control {
  #handle;
  #heard;
  #reasons = 0;

  /** `heard` has a function for each word that may come. */
  constructor(handle, heard) {
    this.#handle = handle;
    this.#heard = heard;
    handle.listen(bound((parcel) => this.#hear(parcel)), () => {});
    handle.start(true);
    this.send = this.send.bind(this);
    this.keep = this.keep.bind(this);
  }

  #hear(parcel) {
    const [word, ...rest] = fromParcel(parcel).value;
    this.#heard[word](...rest);
  }

  send(...message) {
    this.#handle.post(toParcel(message));
  }

  /** One more reason to keep the process, or one less. */
  keep(more) {
    this.#reasons += more ? 1 : -1;
    this.#handle.keep(this.#reasons > 0);
  }

  /** Hears what has come and was not heard yet. */
  drain() {
    for (let parcel; (parcel = this.#handle.take()) !== null;) this.#hear(parcel);
  }

  close() {
    this.#handle.close();
  }
}

module.exports = { Control };
