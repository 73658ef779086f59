'use strict';

const errors = require('./errors');
const { ReadConcern, ReadPreference, WriteConcern } = require('./concerns');
const { BSON_OPTIONS, warnOnce } = require('./shared');

/** Options that are also parameters of a connection string and go to the Java driver there. */
const URI_OPTIONS = [
  'appName', 'authMechanism', 'authMechanismProperties', 'authSource', 'compressors', 'connectTimeoutMS',
  'directConnection', 'heartbeatFrequencyMS', 'loadBalanced', 'localThresholdMS', 'maxConnecting', 'maxIdleTimeMS',
  'maxPoolSize', 'maxStalenessSeconds', 'minPoolSize', 'proxyHost', 'proxyPassword', 'proxyPort', 'proxyUsername',
  'replicaSet', 'retryReads', 'retryWrites', 'serverMonitoringMode', 'serverSelectionTimeoutMS', 'socketTimeoutMS',
  'srvMaxHosts', 'srvServiceName', 'ssl', 'timeoutMS', 'tls', 'tlsAllowInvalidHostnames', 'tlsInsecure',
  'waitQueueTimeoutMS', 'zlibCompressionLevel',
];

/** Options of this side of the driver. */
const OWN_OPTIONS = [
  ...BSON_OPTIONS, 'auth', 'driverInfo', 'family', 'autoSelectFamily', 'forceServerObjectId', 'fsync', 'j', 'journal',
  'keepAlive', 'monitorCommands', 'noDelay', 'pkFactory', 'readConcern', 'readConcernLevel', 'readPreference',
  'readPreferenceTags', 'w', 'writeConcern', 'wtimeout', 'wtimeoutMS', 'enableUtf8Validation', 'checkKeys',
];

const LEGACY = {
  useNewUrlParser: 'useNewUrlParser is a deprecated option: useNewUrlParser has no effect since Node.js Driver version '
    + '4.0.0 and will be removed in the next major version',
  useUnifiedTopology: 'useUnifiedTopology is a deprecated option: useUnifiedTopology has no effect since Node.js '
    + 'Driver version 4.0.0 and will be removed in the next major version',
};

const BAD_SCHEME = 'Invalid scheme, expected connection string to start with "mongodb://" or "mongodb+srv://"';
const DEFAULT_URI = 'mongodb://embedded/test';

function canonical(names) {
  return new Map(names.map(name => [name.toLowerCase(), name]));
}

const URI_NAMES = canonical(URI_OPTIONS);
const OWN_NAMES = canonical(OWN_OPTIONS);

function sorted(options) {
  const uri = new Map();
  const own = {};
  const unknown = [];
  for (const [key, value] of Object.entries(options)) {
    if (value === undefined) continue;
    const name = key.toLowerCase();
    if (Object.hasOwn(LEGACY, key)) warnOnce(LEGACY[key]);
    else if (URI_NAMES.has(name)) uri.set(URI_NAMES.get(name), value);
    else if (OWN_NAMES.has(name)) own[OWN_NAMES.get(name)] = value;
    else unknown.push(key);
  }
  if (unknown.length > 0) {
    const [word, verb] = unknown.length > 1 ? ['options', 'are'] : ['option', 'is'];
    throw new errors.MongoParseError(`${word} ${unknown.map(name => name.toLowerCase()).join(', ')} ${verb} not supported`);
  }
  return { uri, own };
}

function parameterText(value) {
  if (Array.isArray(value)) return value.join(',');
  if (typeof value === 'object') return Object.entries(value).map(pair => pair.join(':')).join(',');
  return String(value);
}

function withCredentials(base, auth) {
  const { username, password } = auth;
  if (username == null) {
    throw new errors.MongoParseError("auth must be an object with 'username' and 'password' properties");
  }
  const login = encodeURIComponent(username) + (password == null ? '' : `:${encodeURIComponent(password)}`);
  return base.replace(/^(mongodb(?:\+srv)?:\/\/)(?:[^@/]*@)?/, `$1${login}@`);
}

/** A connection string in its parts. */
function split(url) {
  const [head, query = ''] = url.split('?');
  const match = /^(mongodb(?:\+srv)?:\/\/[^/]*)(?:\/(.*))?$/.exec(head);
  if (match === null) throw new errors.MongoParseError(BAD_SCHEME);
  const parameters = new Map();
  for (const part of query.split('&').filter(Boolean)) {
    const equals = part.indexOf('=');
    const name = equals < 0 ? part : part.slice(0, equals);
    const value = equals < 0 ? '' : part.slice(equals + 1);
    if (value === '') {
      throw new errors.MongoAPIError(`URI option "${name}" cannot be specified with no value`);
    }
    parameters.set(name, value);
  }
  return { base: match[1], database: match[2] ?? '', parameters };
}

const NOT_FOR_JAVA = new Set(['readpreference', 'readpreferencetags', 'w', 'wtimeoutms', 'wtimeout', 'journal', 'j',
  'readconcernlevel']);

/** What the parameters of the string say about reading and writing, which is applied on this side. */
function fromParameters(parameters) {
  const own = {};
  for (const [key, value] of parameters) {
    const name = key.toLowerCase();
    const text = decodeURIComponent(value);
    if (name === 'readpreference') own.readPreference = text;
    if (name === 'w') own.w = text;
    if (name === 'wtimeoutms' || name === 'wtimeout') own.wtimeoutMS = Number(text);
    if (name === 'journal' || name === 'j') own.journal = text === 'true';
    if (name === 'readconcernlevel') own.readConcernLevel = text;
    if (name === 'readpreferencetags') throw errors.unsupported('readPreferenceTags', 'use a mode without tags');
  }
  return own;
}

/**
 * Everything a client is told by its connection string and options.
 *
 * @param {string|undefined} given the connection string; without one the environment's, or the development database
 */
function parseOptions(given, options = {}) {
  const url = given ?? (process.env.MONGODB_URI || DEFAULT_URI);
  if (typeof url !== 'string' || !/^mongodb(\+srv)?:\/\//.test(url)) throw new errors.MongoParseError(BAD_SCHEME);
  const { base, database, parameters } = split(url);
  const { uri, own } = sorted(options);
  if (own.readPreferenceTags != null) throw errors.unsupported('readPreferenceTags', 'use a mode without tags');
  if (own.pkFactory != null && typeof own.pkFactory.createPk !== 'function') {
    throw new errors.MongoParseError(
      `Option pkFactory must be an object with a createPk function, got ${own.pkFactory}`);
  }
  const said = { ...fromParameters(parameters), ...own };
  const kept = [...parameters].filter(([name]) => !NOT_FOR_JAVA.has(name.toLowerCase()));
  const names = new Set([...uri.keys()].map(name => name.toLowerCase()));
  const query = kept.filter(([name]) => !names.has(name.toLowerCase())).map(pair => pair.join('='));
  for (const [name, value] of uri) query.push(`${name}=${encodeURIComponent(parameterText(value))}`);
  const address = own.auth == null ? base : withCredentials(base, own.auth);
  const concern = { w: said.w, wtimeoutMS: said.wtimeoutMS ?? said.wtimeout, journal: said.journal ?? said.j };
  const dbName = decodeURIComponent(database) || 'test';
  return {
    url,
    address: `${address}/${database}${query.length > 0 ? `?${query.join('&')}` : ''}`,
    patient: query.some(part => /^serverselectiontimeoutms=/i.test(part)),
    dbName,
    hosts: base.replace(/^mongodb(\+srv)?:\/\/([^@]*@)?/, '').split(','),
    options: {
      heartbeatFrequencyMS: 10000,
      ...Object.fromEntries(uri),
      ...own,
      dbName,
      monitorCommands: own.monitorCommands === true,
      readPreference: ReadPreference.fromOptions(said) ?? ReadPreference.primary,
      readConcern: ReadConcern.fromOptions({ readConcern: said.readConcern ?? said.readConcernLevel }),
      writeConcern: WriteConcern.fromOptions({ writeConcern: said.writeConcern ?? concern }),
    },
  };
}

module.exports = { parseOptions };
