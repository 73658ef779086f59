'use strict';

const Bookmark = require('../models/bookmark');
const db = require('../models/db');

const KEPT = 200;
const RETRY = 5000;
const NO_CHANGE_STREAMS = 40573;

/**
 * What happens to bookmarks, as { token, kind, id, bookmark } with the kinds `added`, `changed` and `removed`. One change
 * stream serves all who listen, because each one costs a connection to the database.
 */
module.exports = class Feed {
  #stream = null;
  #recent = [];
  #listeners = new Set();
  #isClosed = false;

  /** The token of the newest change, or of the start: who knows all up to it can go on from here. */
  since = null;

  /** Whether the database has change streams. */
  isPossible = false;

  /** Whether changes arrive right now. */
  get isOpen() {
    return this.#stream !== null;
  }

  get size() {
    return this.#listeners.size;
  }

  /** Starts to watch; a server that has no change streams is no error, there is no feed then. */
  async open() {
    const stream = Bookmark.watch(this.since === null ? {} : { resumeAfter: tokenOf(this.since) });
    try {
      const first = await stream.tryNext();
      this.since ??= stream.resumeToken?._data ?? null;
      this.isPossible = true;
      this.#stream = stream;
      if (first !== null) {
        this.#add(first);
      }
    } catch (error) {
      await stream.close();
      if (error.code === NO_CHANGE_STREAMS) {
        console.warn('Pages are not live: the database has no change streams, as those that are no replica set.');
        return;
      }
      throw error;
    }
    this.#follow(stream);
  }

  /**
   * Calls `change` for all that happens from now on, and `end` when the feed ends.
   *
   * @returns {function(): void} stops it
   */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** All changes after a token, or null where they are not known any more or are too many. */
  async after(token) {
    if (token === this.since) {
      return [];
    }
    const at = this.#recent.findIndex((change) => change.token === token);
    return at === -1 ? this.#read(token) : this.#recent.slice(at + 1);
  }

  async close() {
    this.#isClosed = true;
    this.#endAll();
    await this.#stream?.close();
  }

  async #follow(stream) {
    try {
      for (;;) {
        this.#add(await stream.next());
      }
    } catch (error) {
      this.#stream = null;
      if (!this.#isClosed) {
        console.error(db.isUnreachable(error) ? db.unreachableMessage() : error);
        this.#endAll();
        setTimeout(() => this.#reopen(), RETRY).unref();
      }
    }
  }

  /** Goes on where the feed was lost; where that is too long ago, with what happens from now on. */
  async #reopen() {
    if (this.#isClosed) {
      return;
    }
    try {
      await this.open();
    } catch (error) {
      if (!db.isUnreachable(error)) {
        this.since = null;
        this.#recent = [];
      }
      setTimeout(() => this.#reopen(), RETRY).unref();
    }
  }

  async #read(token) {
    let stream;
    const changes = [];
    try {
      stream = Bookmark.watch({ resumeAfter: tokenOf(token) });
      for (let event = await stream.tryNext(); event !== null; event = await stream.tryNext()) {
        if (changes.length === KEPT) {
          return null;
        }
        changes.push(changeOf(event));
      }
      return changes;
    } catch {
      return null; // a made-up token, or one that is too old
    } finally {
      await stream?.close();
    }
  }

  #add(event) {
    const change = changeOf(event);
    this.since = change.token;
    this.#recent.push(change);
    if (this.#recent.length > KEPT) {
      this.#recent.shift();
    }
    for (const listener of this.#listeners) {
      listener.change(change);
    }
  }

  #endAll() {
    for (const listener of this.#listeners) {
      listener.end();
    }
    this.#listeners.clear();
  }
};

function tokenOf(data) {
  return { _data: data };
}

function changeOf({ _id, operationType, documentKey, fullDocument }) {
  const kind = operationType === 'insert' ? 'added' : fullDocument ? 'changed' : 'removed';
  return { token: _id._data, kind, id: documentKey._id.toString(), bookmark: fullDocument ?? null };
}
