'use strict';

const { create, TEXTS } = require('./bcrypt/functions');

const { genSaltSync, genSalt, hashSync, hash, compareSync, compare, getRounds } =
  create(binding.bcrypt(), TEXTS, () => module.exports);

module.exports = { genSaltSync, genSalt, hashSync, hash, compareSync, compare, getRounds };
