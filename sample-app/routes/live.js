'use strict';

const express = require('express');
const Bookmark = require('../models/bookmark');
const Feed = require('../lib/feed');
const { present } = require('../lib/presenter');
const { searchOf } = require('../lib/search');

const MAX_LISTENERS = 500;
const MAX_UNSENT = 256 * 1024;
const HEARTBEAT = 25000;
const TOKEN = /^[0-9a-f]{2,1000}$/i;
const router = express.Router();
const feed = new Feed();

/**
 * Changes of the bookmarks that a search finds, as Server-Sent Events `added`, `changed` and `removed`, which carry the
 * HTML that the list has of a bookmark and nothing else of it. The id of an event is a resume token: a browser that was
 * away sends it as Last-Event-ID and gets what it has missed, or `lost` where that is not known any more.
 */
router.get('/', async (req, res) => {
  if (!feed.isPossible) {
    res.status(204).end(); // tells the browser not to come back
    return;
  }
  res.set({
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
    Connection: 'close', // nothing can follow on it, and so no idle connection holds up the end of the server
  });
  if (!feed.isOpen || feed.size >= MAX_LISTENERS) {
    res.end('retry: 5000\n\n');
    return;
  }
  const search = searchOf(req.query);
  const early = [];
  let sending = null;
  const queue = (change) => {
    if (res.writableLength > MAX_UNSENT) {
      res.destroy(); // too slow: it comes back with the last id that it has got
      return;
    }
    sending = sending.then(() => send(req, res, search, change)).catch((error) => res.destroy(error));
  };
  // Listening comes first, so that nothing is missed while what happened before is read.
  const stop = feed.listen({
    change: (change) => (sending === null ? early.push(change) : queue(change)),
    end: () => res.end(),
  });
  const heartbeat = setInterval(() => res.write(':\n\n'), HEARTBEAT);
  res.on('close', () => {
    stop();
    clearInterval(heartbeat);
  });
  res.write('retry: 1000\n\n');

  const since = String(req.get('Last-Event-ID') ?? req.query.since ?? feed.since);
  const missed = TOKEN.test(since) ? await feed.after(since) : null;
  sending = Promise.resolve();
  if (missed === null) {
    res.write(`id: ${feed.since}\nevent: lost\ndata: {}\n\n`);
  }
  const known = new Set();
  for (const change of [...(missed ?? []), ...early]) {
    if (!known.has(change.token)) {
      known.add(change.token);
      queue(change);
    }
  }
});

async function send(req, res, search, { token, kind, id, bookmark }) {
  const isFound = bookmark !== null && Bookmark.matches(bookmark, search);
  if (!isFound && kind === 'added' || res.closed || res.writableEnded) {
    return;
  }
  const data = isFound ? { id, title: bookmark.title, html: await render(req, bookmark) } : { id };
  res.write(`id: ${token}\nevent: ${isFound ? kind : 'removed'}\ndata: ${JSON.stringify(data)}\n\n`);
}

function render(req, bookmark) {
  return new Promise((resolve, reject) => {
    const values = { layout: false, ...present(bookmark, req.user) };
    req.app.render('partials/bookmark', values, (error, html) => (error ? reject(error) : resolve(html)));
  });
}

module.exports = Object.assign(router, { feed });
