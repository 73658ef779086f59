'use strict';

const Session = require('../models/session');
const User = require('../models/user');

const COOKIE = 'sid';

/**
 * Finds out who is signed in: `req.user` and `req.session`, if anyone is. A visitor gets a session id only when a
 * form needs one, and a stored session only by signing in.
 */
module.exports = async (req, res, next) => {
  req.sessionId = req.signedCookies[COOKIE];
  res.set('Cache-Control', 'private, no-cache');
  res.vary('Cookie');
  res.locals.path = req.path;
  if (req.sessionId) {
    req.session = await Session.find(Session.COOKIE, req.sessionId);
    req.user = req.session && (await User.findById(req.session.user));
  }
  if (req.user) {
    res.locals.user = { name: req.user.name };
  }
  if (req.session?.flash && req.method === 'GET' && req.accepts('html')) {
    res.locals.flash = req.session.flash;
    await Session.unset(req.sessionId, 'flash');
  }
  next();
};

/** Gives a visitor without a session id one. */
module.exports.visit = (req, res) => {
  if (!req.sessionId) {
    req.sessionId = Session.newId();
    setCookie(req, res);
  }
};

/** Signs a user in, under a new session id. */
module.exports.signIn = async (req, res, user, flash) => {
  if (req.session) {
    await Session.close(req.sessionId);
  }
  const { id } = await Session.open(Session.COOKIE, user);
  req.sessionId = id;
  setCookie(req, res);
  await Session.update(id, { flash });
};

module.exports.signOut = async (req, res) => {
  await Session.close(req.sessionId);
  res.clearCookie(COOKIE, options(req));
};

/** Keeps a message for the next page that this user sees. */
module.exports.flash = (req, message) => Session.update(req.sessionId, { flash: message });

/** Lets signed-in users pass and sends others to the sign-in page, which leads back here. */
module.exports.required = (req, res, next) => {
  if (req.user) {
    next();
    return;
  }
  const back = req.method === 'GET' ? `?next=${encodeURIComponent(req.originalUrl)}` : '';
  res.redirect(303, `/sign-in${back}`);
};

function setCookie(req, res) {
  res.cookie(COOKIE, req.sessionId, { ...options(req), signed: true, maxAge: Session.LIFETIME });
}

function options(req) {
  return { httpOnly: true, sameSite: 'lax', secure: req.secure, path: '/' };
}
