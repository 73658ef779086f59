'use strict';

const enums = require('./enums');
const errors = require('./errors');

const BOOLEANS = ['autoSelectFamily', 'bsonRegExp', 'checkKeys', 'directConnection', 'enableOverloadRetargeting',
  'enableUtf8Validation', 'forceServerObjectId', 'fsync', 'ignoreUndefined', 'j', 'journal', 'loadBalanced',
  'monitorCommands', 'noDelay', 'promoteBuffers', 'promoteLongs', 'promoteValues', 'raw', 'retryReads', 'retryWrites',
  'serializeFunctions', 'tlsAllowInvalidHostnames', 'tlsInsecure', 'useBigInt64', 'useNewUrlParser',
  'useUnifiedTopology', '__skipPingOnConnect'];
const UNSIGNED = ['autoSelectFamilyAttemptTimeout', 'connectTimeoutMS', 'heartbeatFrequencyMS', 'localThresholdMS',
  'maxAdaptiveRetries', 'maxConnecting', 'maxIdleTimeMS', 'maxPoolSize', 'maxStalenessSeconds',
  'minHeartbeatFrequencyMS', 'minInternalBufferSize', 'minPoolSize', 'proxyPort', 'serverSelectionTimeoutMS',
  'socketTimeoutMS', 'srvMaxHosts', 'timeoutMS', 'waitQueueTimeoutMS', 'wtimeout', 'wtimeoutMS'];

function integer(name, value) {
  const number = typeof value === 'number' ? Math.trunc(value) : Number.parseInt(value, 10);
  if (Number.isNaN(number)) {
    throw new errors.MongoParseError(`Expected ${name} to be stringified int value, got: ${value}`);
  }
  return number;
}

function unsigned(name, value) {
  const number = integer(name, value);
  if (number < 0) throw new errors.MongoParseError(`${name} can only be a positive int value, got: ${value}`);
  return number;
}

function boolean(name, value) {
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  throw new errors.MongoParseError(`${name} must be either "true" or "false"`);
}

function record(name, value) {
  if (Object.prototype.toString.call(value) !== '[object Object]') {
    throw new errors.MongoParseError(`${name} must be an object`);
  }
  return value;
}

function serverApi(name, value) {
  const api = typeof value === 'string' ? { version: value } : value;
  const known = `["${Object.values(enums.ServerApiVersion).join('", "')}"]`;
  if (!api?.version) {
    throw new errors.MongoParseError(
      `Invalid \`serverApi\` property; must specify a version from the following enum: ${known}`);
  }
  if (!Object.values(enums.ServerApiVersion).includes(api.version)) {
    throw new errors.MongoParseError(
      `Invalid server API version=${api.version}; must be in the following enum: ${known}`);
  }
  return api;
}

function compressors(name, value) {
  const list = typeof value === 'string' ? value.split(',') : value;
  if (!Array.isArray(list)) {
    throw new errors.MongoInvalidArgumentError('compressors must be an array or a comma-delimited list of strings');
  }
  const known = Object.keys(enums.Compressor);
  const wrong = list.find(one => !known.includes(String(one)));
  if (wrong !== undefined) {
    throw new errors.MongoInvalidArgumentError(
      `${wrong} is not a valid compression mechanism. Must be one of: ${known}.`);
  }
  return [...new Set(list.map(String))];
}

function authMechanism(name, value, major) {
  const known = Object.values(enums.AuthMechanism);
  if (major === 6) known.splice(1, 0, 'MONGODB-CR');
  const found = known.find(one => one.toUpperCase() === String(value).toUpperCase());
  if (found === undefined) throw new errors.MongoParseError(`authMechanism one of ${known}, got ${value}`);
  return found;
}

function family(name, value) {
  const number = integer(name, value);
  if (number === 4 || number === 6) return number;
  throw new errors.MongoParseError(`Option 'family' must be 4 or 6 got ${number}.`);
}

function serverMonitoringMode(name, value) {
  if (['auto', 'poll', 'stream'].includes(value)) return value;
  throw new errors.MongoParseError('serverMonitoringMode must be one of `auto`, `poll`, or `stream`');
}

function auth(name, value) {
  if (value !== null && typeof value === 'object' && 'username' in value && 'password' in value) return value;
  throw new errors.MongoParseError("credentials must be an object with 'username' and 'password' properties");
}

const READERS = {
  ...Object.fromEntries(BOOLEANS.map(name => [name, boolean])),
  ...Object.fromEntries(UNSIGNED.map(name => [name, unsigned])),
  zlibCompressionLevel: integer, driverInfo: record, fieldsAsRaw: record, runtimeAdapters: record,
  auth, authMechanism, compressors, family, serverApi, serverMonitoringMode,
  ssl: (name, value) => boolean('tls/ssl', value),
  tls: (name, value) => boolean('tls/ssl', value),
};

/** The value of an option as the driver has it, or npm's error. */
function read(name, value, major) {
  const reader = READERS[name];
  return reader === undefined ? value : reader(name, value, major);
}

/** What npm's driver has for options that nobody gives. */
const DEFAULTS = {
  compressors: ['none'], connectTimeoutMS: 30000, directConnection: false, driverInfo: {}, enableUtf8Validation: true,
  forceServerObjectId: false, heartbeatFrequencyMS: 10000, loadBalanced: false, localThresholdMS: 15, maxConnecting: 2,
  maxIdleTimeMS: 0, maxPoolSize: 100, minHeartbeatFrequencyMS: 500, minPoolSize: 0, monitorCommands: false,
  noDelay: true, raw: false, retryReads: true, retryWrites: true, serverMonitoringMode: 'auto',
  serverSelectionTimeoutMS: 30000, socketTimeoutMS: 0, srvMaxHosts: 0, srvServiceName: 'mongodb',
  waitQueueTimeoutMS: 0, zlibCompressionLevel: 0,
};
const DEFAULTS_OF = {
  6: { autoSelectFamily: true }, 7: { enableOverloadRetargeting: false, maxAdaptiveRetries: 2 },
};

module.exports = { read, defaults: major => ({ ...DEFAULTS, ...DEFAULTS_OF[major] }) };
