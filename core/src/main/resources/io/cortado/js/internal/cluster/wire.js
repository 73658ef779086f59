'use strict';

/** What the primary and its workers say to each other, over the channel between them: requests, and their answers by number. */

class Wire {
  #process;
  #asked = new Map();
  #last = 0;

  /** `heard(message, answer)` is called with each request. */
  constructor(process, heard) {
    this.#process = process;
    process.on('internalMessage', (message) => {
      if (message.cmd !== 'NODE_CLUSTER') return;
      if (message.ack === undefined) {
        heard(message, (answer) => this.#send({ ...answer, ack: message.seq }));
        return;
      }
      const waiting = this.#asked.get(message.ack);
      this.#asked.delete(message.ack);
      waiting?.(message);
    });
  }

  #send(message) {
    if (!this.#process.connected) return false;
    return this.#process._send({ cmd: 'NODE_CLUSTER', ...message }, undefined, undefined, () => {});
  }

  /** Says something; `answered` is called with the answer. */
  say(message, answered = undefined) {
    const seq = ++this.#last;
    if (answered !== undefined) this.#asked.set(seq, answered);
    return this.#send({ ...message, seq });
  }
}

module.exports = { Wire };
