'use strict';

const { create } = require('./argon2/functions');

const { argon2d, argon2i, argon2id, hash, needsRehash, verify } = create(binding.argon2(), { limited: false });

module.exports = { argon2d, argon2i, argon2id, hash, needsRehash, verify };
