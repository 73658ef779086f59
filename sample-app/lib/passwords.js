'use strict';

const crypto = require('crypto');
const { promisify } = require('util');

const scrypt = promisify(crypto.scrypt);
const KEY_LENGTH = 32;

// Compared with when there is no such user, so that the answer takes the same time.
const NOBODY = `scrypt:${'0'.repeat(32)}:${'0'.repeat(KEY_LENGTH * 2)}`;

exports.hash = async (password) => {
  const salt = crypto.randomBytes(16).toString('hex');
  const key = await scrypt(password.normalize('NFKC'), salt, KEY_LENGTH);
  return `scrypt:${salt}:${key.toString('hex')}`;
};

exports.verify = async (password, stored = NOBODY) => {
  const [, salt, expected] = stored.split(':');
  const key = await scrypt(password.normalize('NFKC'), salt, KEY_LENGTH);
  return crypto.timingSafeEqual(key, Buffer.from(expected, 'hex')) && stored !== NOBODY;
};
