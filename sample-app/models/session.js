'use strict';

const crypto = require('crypto');
const db = require('./db');

const DAY = 24 * 60 * 60 * 1000;
const sessions = () => db.collection('sessions');

// Only a digest is stored, so that a copy of the database opens no session.
const digest = (id) => crypto.createHash('sha256').update(id).digest('hex');

exports.COOKIE = 'cookie';
exports.TOKEN = 'token';
exports.LIFETIME = 30 * DAY;

exports.newId = () => crypto.randomBytes(24).toString('base64url');

exports.createIndexes = () => sessions().createIndex({ expiresAt: 1 }, { expireAfterSeconds: 0 });

/** Opens a session of a kind (COOKIE or TOKEN) and returns its id and end. */
exports.open = async (kind, user) => {
  const id = exports.newId();
  const expiresAt = new Date(Date.now() + exports.LIFETIME);
  await sessions().insertOne({ _id: digest(id), kind, user: user._id, expiresAt });
  return { id, expiresAt };
};

exports.find = (kind, id) =>
  sessions().findOne({ _id: digest(id), kind, expiresAt: { $gt: new Date() } });

exports.update = (id, values) => sessions().updateOne({ _id: digest(id) }, { $set: values });

exports.unset = (id, name) => sessions().updateOne({ _id: digest(id) }, { $unset: { [name]: '' } });

exports.close = (id) => sessions().deleteOne({ _id: digest(id) });
