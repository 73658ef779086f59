'use strict';

/**
 * What releases before the newest of their major answer otherwise. The file in npm/ that stands for such a release says
 * so before anything else of it is loaded; where it says nothing, the newest's way is gone.
 */
module.exports = {
  /** Express 5 before 5.3: bodies of redirects are no documents, names of downloads are quoted, stacks are logged. */
  before53: false,

  /** Express 4: options for qs. */
  qs: undefined,
  /** Express 4: what compiles a path, or the release of path-to-regexp that `v4/path.js` writes like. */
  paths: undefined,
  /** Express 4: what error and redirect pages look like, as `http/html.js` has it for the newest. */
  page: undefined,
  /** Express 4: reason phrases by status code. */
  reasons: undefined,
  /** Express 4: the last steps of `res.send`. */
  sendBody: undefined,
  /** Express 4: extensions whose media type is another. */
  mediaTypes: undefined,
  /** Express 4: how files are sent, beside `page`. */
  files: undefined,
  /** Express 4: what body parsers do: `takesAnyLimit`, `anyDepth`, `strictError`, and `readsAsBefore418`. */
  bodies: undefined
};
