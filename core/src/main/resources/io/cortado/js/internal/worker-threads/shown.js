'use strict';

/** Shows what a thread writes on a stream of this one, which may get many of them. */
function show(from, to) {
  const most = to.getMaxListeners();
  to.setMaxListeners(0);
  from.pipe(to, { end: false });
  to.setMaxListeners(most);
}

module.exports = { show };
