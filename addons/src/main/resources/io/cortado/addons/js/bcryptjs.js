'use strict';

const { create } = require('./bcryptjs/functions');

const functions = create(binding.bcryptjs(), { version: '$2b$', lengths: true }, () => functions);
const {
  setRandomFallback, genSaltSync, genSalt, hashSync, hash, compareSync, compare, getRounds, getSalt, truncates,
  encodeBase64, decodeBase64,
} = functions;

module.exports = {
  setRandomFallback, genSaltSync, genSalt, hashSync, hash, compareSync, compare, getRounds, getSalt, truncates,
  encodeBase64, decodeBase64,
};
