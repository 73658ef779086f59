'use strict';

const { create } = require('./bcryptjs/functions');

const { truncates, ...functions } = create(binding, { version: '$2a$', lengths: false }, () => module.exports);

module.exports = functions;
