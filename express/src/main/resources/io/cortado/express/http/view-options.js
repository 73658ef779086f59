'use strict';

// What a client sends is data for a view, and no option of how it is rendered: `res.render('list', req.query)` would
// otherwise let it choose the layout, the settings, the cache or the folder.

/** The names by which Express and the view engines are told how to render. */
const NAMES = ['settings', 'cache', 'layout', 'basedir', 'partials', 'helpers', 'views', 'root'];

/** Whether two values look the same; objects are made anew each time that a query is read. */
function isSame(a, b) {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  try {
    return JSON.stringify(a) === JSON.stringify(b);
  } catch {
    return false;
  }
}

/** Whether all that a client has sent in one place stands among the options. */
function holdsAll(options, sent) {
  return Object.keys(sent).every((name) => isSame(options[name], sent[name]));
}

/**
 * The options without those that came from the client: all of what it sent, itself or copied, or an object of it.
 * `app.enable('client view options')` leaves them in, as Express does.
 */
function withoutClients(req, options) {
  if (req.app.enabled('client view options')) return options;
  const sources = [req.query, req.body, req.params].filter((each) => typeof each === 'object' && each !== null);
  let kept = options;
  for (const sent of sources) {
    const names = NAMES.filter((name) => Object.hasOwn(sent, name) && Object.hasOwn(kept, name) && isSame(kept[name], sent[name]));
    if (names.length === 0) continue;
    const all = kept === sent || holdsAll(kept, sent);
    for (const name of names) {
      if (!all && typeof sent[name] !== 'object') continue;
      if (kept === options) kept = { ...options };
      delete kept[name];
    }
  }
  return kept;
}

module.exports = { withoutClients };
