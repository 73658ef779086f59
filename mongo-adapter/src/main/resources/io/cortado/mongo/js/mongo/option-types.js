'use strict';

const { ReadConcern, ReadPreference, WriteConcern } = require('./concerns');
const { EXTERNAL, NOBODY } = require('./credentials');
const enums = require('./enums');
const errors = require('./errors');

const { MongoAPIError, MongoInvalidArgumentError, MongoParseError } = errors;
const MODES = ['auto', 'poll', 'stream'];
const SHORT_SUFFIXES = ['test', 'localhost', 'invalid', 'example', 'local', 'internal', 'corp', 'home', 'mail'];

function parseError(text) {
  throw new MongoParseError(text);
}

function int(name, value) {
  const number = typeof value === 'number' ? Math.trunc(value) : Number.parseInt(String(value), 10);
  if (Number.isNaN(number)) parseError(`Expected ${name} to be stringified int value, got: ${value}`);
  return number;
}

function uint(name, value) {
  const number = int(name, value);
  if (number < 0) parseError(`${name} can only be a positive int value, got: ${value}`);
  return number;
}

function boolean(name, value) {
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  return parseError(`${name} must be either "true" or "false"`);
}

function isRecord(value, ...names) {
  return Object.prototype.toString.call(value) === '[object Object]' && names.every(name => Object.hasOwn(value, name));
}

function record(name, value) {
  if (!isRecord(value)) parseError(`${name} must be an object`);
  return value;
}

/** Names and values of `a:1,b:2`. */
function pairs(text) {
  if (text === '') return [];
  return text.split(',').map(pair => {
    const [key, value] = pair.split(/:(.*)/);
    if (value === undefined) parseError('Cannot have undefined values in key value pairs');
    return [key, value];
  });
}

/** The types of options that are read by them alone. */
const TYPES = { int, uint, boolean, record, string: (name, value) => String(value), any: (name, value) => value };

function writeConcern(options, fields) {
  return WriteConcern.fromOptions({ writeConcern: { ...options.writeConcern, ...fields } });
}

function serverApi(value) {
  const api = typeof value === 'string' ? { version: value } : value;
  const known = `["${Object.values(enums.ServerApiVersion).join('", "')}"]`;
  if (!api?.version) {
    parseError(`Invalid \`serverApi\` property; must specify a version from the following enum: ${known}`);
  }
  if (!Object.values(enums.ServerApiVersion).includes(api.version)) {
    parseError(`Invalid server API version=${api.version}; must be in the following enum: ${known}`);
  }
  return api;
}

function compressors(values) {
  const known = Object.keys(enums.Compressor);
  const chosen = values.flatMap(value => {
    const list = typeof value === 'string' ? value.split(',') : value;
    if (Array.isArray(list)) return list.map(String);
    throw new MongoInvalidArgumentError('compressors must be an array or a comma-delimited list of strings');
  });
  const wrong = chosen.find(one => !known.includes(one));
  if (wrong === undefined) return [...new Set(chosen)];
  throw new MongoInvalidArgumentError(`${wrong} is not a valid compression mechanism. Must be one of: ${known}.`);
}

function mechanism(value, options, major) {
  const known = Object.values(enums.AuthMechanism);
  if (major === 6) known.splice(1, 0, 'MONGODB-CR');
  const text = String(value).toLowerCase();
  const found = known.find(one => one.toLowerCase() === text || one.toLowerCase().split('-').includes(text));
  if (found === undefined) parseError(`authMechanism one of ${known}, got ${value}`);
  const { source } = options.credentials ?? {};
  const external = found === 'PLAIN' || EXTERNAL.has(found);
  return (options.credentials ?? NOBODY).with({ mechanism: found, source: external ? '$external' : source });
}

function mechanismProperties(values) {
  let properties = Object.create(null);
  for (const value of values) {
    if (typeof value !== 'string') {
      if (!isRecord(value)) parseError('AuthMechanismProperties must be an object');
      properties = { ...value };
    } else {
      for (const [key, text] of pairs(value)) properties[key] = { true: true, false: false }[text] ?? text;
    }
  }
  return properties;
}

function readPreference(value, { readPreference: before }) {
  if (typeof value === 'string') return new ReadPreference(value, before?.tags, before);
  if (!(value instanceof ReadPreference) && !isRecord(value, 'mode')) {
    parseError(`Unknown ReadPreference value: ${value}`);
  }
  return ReadPreference.fromOptions({ readPreference: { ...before, ...value }, ...value });
}

function tagSets(values) {
  const list = Array.isArray(values[0]) ? values[0] : values;
  return list.map(tag => Object.assign(Object.create(null), typeof tag === 'string'
    ? Object.fromEntries(pairs(tag)) : { ...tag }));
}

function staleness(value, { readPreference: before }) {
  const maxStalenessSeconds = uint('maxStalenessSeconds', value);
  if (before === undefined) return new ReadPreference('secondary', undefined, { maxStalenessSeconds });
  return ReadPreference.fromOptions({ readPreference: { ...before, maxStalenessSeconds } });
}

function suffix(value) {
  if (typeof value !== 'string') parseError('srvAllowedHostsSuffix must be a string');
  const labels = value.replace(/^\.+|\.+$/g, '').toLowerCase();
  if (labels === '') parseError('srvAllowedHostsSuffix must contain at least one domain label');
  if (!labels.includes('.') && !SHORT_SUFFIXES.includes(labels)) {
    parseError(`srvAllowedHostsSuffix "${value}" must contain at least two domain labels, or be one of: `
      + SHORT_SUFFIXES.join(', '));
  }
  return `.${labels}`;
}

function validator(check) {
  if (typeof check !== 'function') parseError('srvHostValidator must be a function');
  return host => {
    let valid;
    try {
      valid = check(host);
    } catch (cause) {
      throw new MongoAPIError('srvHostValidator threw an error', { cause });
    }
    if (typeof valid === 'boolean') return valid;
    throw new MongoAPIError(`srvHostValidator must return a boolean, received ${typeof valid}`);
  };
}

const SEVERITIES = 'mongodbLogComponentSeverities';

function severities(value) {
  const complain = text => { throw new MongoAPIError(text); };
  if (typeof value !== 'object' || value === null) complain(`Option '${SEVERITIES}' must be a non-null object`);
  for (const [component, severity] of Object.entries(value)) {
    if (typeof severity !== 'string') {
      complain(`User input for option '${SEVERITIES}' object cannot include a non-string key or value`);
    }
    if (component !== 'default' && !Object.values(enums.MongoLoggableComponent).includes(component)) {
      complain(`User input for option '${SEVERITIES}' contains invalid key: ${component}`);
    }
    if (!Object.values(enums.SeverityLevel).includes(severity)) {
      complain(`Option '${SEVERITIES}' does not support ${severity} as a value for ${component}`);
    }
  }
  return value;
}

/** A function that finds nothing to complain of. */
const noCheck = () => () => undefined;

function insecure(value, options) {
  const chosen = boolean('tlsInsecure', value);
  options.checkServerIdentity = chosen ? noCheck() : undefined;
  options.rejectUnauthorized = !chosen;
  return chosen;
}

function familyOf(value) {
  const number = int('family', value);
  return number === 4 || number === 6 ? number : parseError(`Option 'family' must be 4 or 6 got ${number}.`);
}

function connecting(value) {
  const number = uint('maxConnecting', value);
  if (number > 0) return number;
  throw new MongoInvalidArgumentError('maxConnecting must be > 0 if specified');
}

function readConcern(value, options) {
  if (!(value instanceof ReadConcern) && !isRecord(value, 'level')) {
    parseError(`ReadConcern must be an object, got ${JSON.stringify(value)}`);
  }
  return ReadConcern.fromOptions({ ...options.readConcern, ...value });
}

function wholeConcern(value, options) {
  if (isRecord(value) || value instanceof WriteConcern) return writeConcern(options, value);
  if (value === 'majority' || typeof value === 'number') return writeConcern(options, { w: value });
  return parseError(`Invalid WriteConcern cannot parse: ${JSON.stringify(value)}`);
}

function logPath(value) {
  if (value === 'stderr' || value === 'stdout' || typeof value?.write === 'function') return value;
  throw new MongoAPIError("Option 'mongodbLogPath' must be of type 'stderr' | 'stdout' | MongoDBLogWritable");
}

/** Readers of single options, of the first value given, the options read so far and all values. */
const READERS = {
  auth(value, { credentials = NOBODY }) {
    if (!isRecord(value, 'username', 'password')) {
      parseError("credentials must be an object with 'username' and 'password' properties");
    }
    const { username, password } = value;
    return credentials.with({ username, password: password ?? undefined });
  },
  authMechanism: (value, options, values, major) => mechanism(value, options, major),
  authMechanismProperties: (value, { credentials = NOBODY }, values) => credentials.with({
    mechanismProperties: mechanismProperties(values),
  }),
  authSource: (value, { credentials = NOBODY }) => credentials.with({ source: String(value) }),
  serverApi,
  compressors: (value, options, values) => compressors(values),
  family: familyOf,
  fsync: (value, options) => writeConcern(options, { fsync: boolean('fsync', value) }),
  j: (value, options) => writeConcern(options, { journal: boolean('j', value) }),
  journal: (value, options) => writeConcern(options, { journal: boolean('journal', value) }),
  maxConnecting: connecting,
  maxStalenessSeconds: staleness,
  name: (value, { driverInfo }) => ({ ...driverInfo, name: String(value) }),
  pkFactory(value) {
    return typeof value?.createPk === 'function' ? value
      : parseError(`Option pkFactory must be an object with a createPk function, got ${value}`);
  },
  readConcern,
  readConcernLevel: (level, options) => ReadConcern.fromOptions({ ...options.readConcern, level }),
  readPreference,
  readPreferenceTags: (value, { readPreference: before }, values) => ReadPreference.fromOptions({
    readPreference: before, readPreferenceTags: tagSets(values),
  }),
  serverMonitoringMode: value => (MODES.includes(value) ? value
    : parseError('serverMonitoringMode must be one of `auto`, `poll`, or `stream`')),
  srvAllowedHostsSuffix: suffix,
  srvHostValidator: validator,
  tlsAllowInvalidCertificates: value => !boolean('rejectUnauthorized', value),
  tlsAllowInvalidHostnames: value => (boolean('checkServerIdentity', value) ? noCheck() : undefined),
  tlsInsecure: insecure,
  w: (value, options) => writeConcern(options, { w: value }),
  writeConcern: wholeConcern,
  wtimeout: (value, options) => writeConcern(options, { wtimeout: uint('wtimeout', value) }),
  wtimeoutMS: (value, options) => writeConcern(options, { wtimeoutMS: uint('wtimeoutMS', value) }),
  mongodbLogPath: logPath,
  mongodbLogComponentSeverities: severities,
};

/** The value of an option as the driver has it, or npm's error. */
function read({ name, type, target }, values, options, major) {
  return type === undefined ? READERS[name](values[0], options, values, major) : TYPES[type](target, values[0]);
}

module.exports = { boolean, read };
