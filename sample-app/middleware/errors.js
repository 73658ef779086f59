'use strict';

const { STATUS_CODES } = require('http');
const db = require('../models/db');

const KB = 1024;
const MB = 1024 * KB;

/** Shows the page for an address that leads nowhere. */
exports.notFound = (req, res) => {
  res.status(404).render('error', {
    title: 'Page not found',
    message: 'There is nothing at this address. It may have been deleted, or never been here.',
  });
};

/** Shows what went wrong; the details of our own mistakes only in development. */
exports.handler = (error, req, res, next) => {
  if (res.headersSent) {
    next(error);
    return;
  }
  const { status, message } = exports.describe(error);
  if (req.accepts(['html', 'json']) === 'json') {
    res.status(status).json(exports.toJson({ status, message }));
    return;
  }
  const detail = status === 500 && req.app.get('env') !== 'production' ? error.stack : '';
  res.status(status).render('error', { title: STATUS_CODES[status], message, detail });
};

/** An error as programs read it. */
exports.toJson = ({ status, message, fields }) => ({ error: { status, code: codeOf(status), message, fields } });

/** Status and message of an error as a visitor may see them; what they may not see goes to the console. */
exports.describe = (error) => {
  if (db.isUnreachable(error)) {
    console.error(db.unreachableMessage());
    return { status: 503, message: 'The bookmarks cannot be reached right now. Try again in a minute.' };
  }
  if (error.type === 'entity.too.large') {
    return { status: 413, message: `That is too large: at most ${sizeOf(error.limit)} can be sent here.` };
  }
  if (error.status >= 400 && error.status < 500) {
    return { status: error.status, message: error.expose ? error.message : STATUS_CODES[error.status] };
  }
  console.error(error);
  return { status: 500, message: 'Something went wrong on our side.' };
};

/** "not_found" for 404. */
function codeOf(status) {
  return STATUS_CODES[status].toLowerCase().replace(/\W+/g, '_');
}

/** "1 MB" for a number of bytes. */
function sizeOf(bytes) {
  return bytes >= MB ? `${+(bytes / MB).toFixed(1)} MB` : `${+(bytes / KB).toFixed(1)} KB`;
}
