'use strict';

/**
 * What releases before the newest of their major answer otherwise. The file in npm/ that stands for such a release says so
 * before anything else of that major is loaded.
 */
module.exports = {
  /** Express 4 before 4.22.3, with its qs: a plain value for a key that has parts becomes one of them. */
  plainAsKeys: false,
  /** Express 5 before 5.3: bodies of redirects are no documents, names of downloads are quoted, stacks are logged. */
  before53: false
};
