'use strict';

const FEW = 64;

/** Objects in the order they were added, none of which is kept alive by being here. */
class WeakList {
  refs = [];
  #next = FEW;

  add(object) {
    // What is gone is looked for each time the list has doubled.
    if (this.refs.length >= this.#next) {
      this.refs = this.refs.filter((held) => held.deref() !== undefined);
      this.#next = Math.max(FEW, this.refs.length * 2);
    }
    this.refs.push(new WeakRef(object));
  }
}

module.exports = { WeakList };
