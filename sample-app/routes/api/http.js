'use strict';

const Session = require('../../models/session');
const User = require('../../models/user');

/** An error that the API answers with; `fields` has a message for each wrong field. */
exports.problem = (status, message, fields) =>
  Object.assign(new Error(message), { status, expose: true, fields });

/** Answers methods that an address does not have. */
exports.onlyAllow = (...methods) => (req, res) => {
  res.set('Allow', methods.join(', '));
  if (req.method === 'OPTIONS') {
    res.status(204).end();
    return;
  }
  throw exports.problem(405, `${req.method} is not possible here, only ${methods.join(', ')}`);
};

/** Lets those pass who send `Authorization: Bearer <token>`. Cookies count for nothing here. */
exports.authenticated = async (req, res, next) => {
  const [, token] = /^Bearer +([\w-]{1,100})$/i.exec(req.get('Authorization') ?? '') ?? [];
  const session = token && (await Session.find(Session.TOKEN, token));
  req.user = session && (await User.findById(session.user));
  if (!req.user) {
    res.set('WWW-Authenticate', 'Bearer');
    throw exports.problem(401, 'Send a token, as in "Authorization: Bearer <token>"');
  }
  req.token = token;
  next();
};

/** Makes sure that the body is a JSON object. */
exports.jsonObject = (req, res, next) => {
  if (!req.is(['application/json', 'application/merge-patch+json'])) {
    throw exports.problem(415, 'Send JSON, with "Content-Type: application/json"');
  }
  if (req.body === null || typeof req.body !== 'object' || Array.isArray(req.body)) {
    throw exports.problem(400, 'Send a JSON object');
  }
  next();
};
