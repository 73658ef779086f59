'use strict';

require('./bson/dialect').choose(6);
const { BSON, ByteUtils, NumberUtils, bsonType, ...bson } = require('./bson');

module.exports = { ...bson, BSON: Object.freeze({ ...bson }) };
