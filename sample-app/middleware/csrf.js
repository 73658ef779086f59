'use strict';

const crypto = require('crypto');
const session = require('./session');

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Gives pages of signed-in users the token that their forms need, error pages too. */
exports.offer = (req, res, next) => {
  if (req.user) {
    res.locals.csrfToken = tokenOf(req);
  }
  next();
};

/** Refuses a form that was not filled in on a page of ours: its token must belong to the session. */
exports.protect = (req, res, next) => {
  if (SAFE.has(req.method)) {
    next();
    return;
  }
  const given = Buffer.from(String(req.body?._csrf ?? ''));
  const wanted = Buffer.from(req.sessionId ? tokenOf(req) : '');
  if (wanted.length === 0 || given.length !== wanted.length || !crypto.timingSafeEqual(given, wanted)) {
    const message = 'This form is no longer valid. Go back, reload the page and send it again.';
    next(Object.assign(new Error(message), { status: 403, expose: true }));
    return;
  }
  res.locals.csrfToken = tokenOf(req);
  next();
};

/** Makes a token for a page with a form, for visitors too. */
exports.issue = (req, res, next) => {
  session.visit(req, res);
  res.locals.csrfToken = tokenOf(req);
  next();
};

function tokenOf(req) {
  return crypto.createHmac('sha256', req.secret).update(`csrf:${req.sessionId}`).digest('base64url');
}
