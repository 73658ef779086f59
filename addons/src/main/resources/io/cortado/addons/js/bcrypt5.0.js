'use strict';

const { create, TEXTS } = require('./bcrypt/functions');

const { genSaltSync, genSalt, hashSync, hash, compareSync, compare, getRounds } =
  create(binding.bcrypt(), { ...TEXTS, kind: 'text' }, () => module.exports);

module.exports = { genSaltSync, genSalt, hashSync, hash, compareSync, compare, getRounds };
