'use strict';

const { create } = require('./argon2/functions');

const { argon2d, argon2i, argon2id, limits, hash, needsRehash, verify } = create(binding.argon2(), { limited: true });

module.exports = { argon2d, argon2i, argon2id, limits, hash, needsRehash, verify };
