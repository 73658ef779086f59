'use strict';

const { create } = require('./bcryptjs/functions');

const { truncates, ...functions } = create(binding.bcryptjs(), { version: '$2a$', lengths: false }, () => module.exports);

module.exports = functions;
