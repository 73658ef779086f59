'use strict';

const { create, TEXTS_AND_BUFFERS } = require('./bcrypt/functions');

const { genSaltSync, genSalt, hashSync, hash, compareSync, compare, getRounds } =
  create(binding.bcrypt(), TEXTS_AND_BUFFERS, () => module.exports);

module.exports = { genSaltSync, genSalt, hashSync, hash, compareSync, compare, getRounds };
