'use strict';

const crypto = require('crypto');
const db = require('./db');

const settings = () => db.collection('settings');

/** The key that signs cookies: SESSION_SECRET, or a random one that is made once for each database. */
exports.secret = async () => {
  if (process.env.SESSION_SECRET) {
    return process.env.SESSION_SECRET;
  }
  const value = crypto.randomBytes(32).toString('hex');
  await settings().updateOne({ _id: 'secret' }, { $setOnInsert: { value } }, { upsert: true });
  return (await settings().findOne({ _id: 'secret' })).value;
};

exports.isSeeded = async () => (await settings().findOne({ _id: 'seeded' })) !== null;

exports.markSeeded = () =>
  settings().updateOne({ _id: 'seeded' }, { $set: { at: new Date() } }, { upsert: true });
