'use strict';

const errors = require('./errors');
const { ReadConcern, ReadPreference, WriteConcern } = require('./concerns');
const { BSON_OPTIONS, warn } = require('./shared');
const { HostAddress } = require('./host-address');
const { ObjectId } = require('../bson/object-id');
const optionTypes = require('./option-types');

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
  ...BSON_OPTIONS, 'auth', 'driverInfo', 'forceServerObjectId', 'fsync', 'j', 'journal', 'monitorCommands', 'pkFactory',
  'readConcern', 'readConcernLevel', 'readPreference', 'readPreferenceTags', 'serverApi', 'w', 'writeConcern',
  'wtimeout', 'wtimeoutMS', 'checkKeys', 'dbName',
];

/** Options that tune the sockets and logs of npm's driver; the Java driver has its own ways. */
const TUNING = [
  'ALPNProtocols', 'autoSelectFamily', 'autoSelectFamilyAttemptTimeout', 'connectionType', 'enableTrace', 'family',
  'hints', 'keepAliveInitialDelay', 'localAddress', 'localPort', 'minHeartbeatFrequencyMS', 'minInternalBufferSize',
  'mongodbLogComponentSeverities', 'mongodbLogMaxDocumentLength', 'mongodbLogPath', 'name', 'noDelay', 'servername',
  '__skipPingOnConnect',
];
const TUNING_OF = { 6: [], 7: ['enableOverloadRetargeting', 'maxAdaptiveRetries', 'runtimeAdapters'] };

/** Options of npm's driver that would be dangerous to leave out. */
const REFUSED = [
  'autoEncryption', 'ca', 'cert', 'checkServerIdentity', 'ciphers', 'crl', 'ecdhCurve', 'key', 'lookup', 'minDHSize',
  'passphrase', 'pfx', 'pskCallback', 'rejectUnauthorized', 'requestCert', 'requestOCSP', 'secureContext',
  'secureProtocol', 'session', 'SNICallback', 'srvAllowedHostsSuffix', 'srvHostValidator', 'srvPoller',
  'allowPartialTrustChain', 'tlsAllowInvalidCertificates', 'tlsCAFile', 'tlsCRLFile', 'tlsCertificateKeyFile',
  'tlsCertificateKeyFilePassword',
];
const REFUSED_NAMES = canonical(REFUSED);

const NO_EFFECT = 'has no effect since Node.js Driver version 4.0.0 and will be removed in the next major version';
const DEPRECATED = {
  fsync: 'Please use journal instead', j: 'Please use journal instead', wtimeout: 'Please use wtimeoutMS instead',
};
const DEPRECATED_OF = {
  6: { useNewUrlParser: `useNewUrlParser ${NO_EFFECT}`, useUnifiedTopology: `useUnifiedTopology ${NO_EFFECT}` },
  7: { timeoutMS: 'timeoutMS has no effect and will be removed in a future release' },
};
const LEGACY_OF = { 6: ['useNewUrlParser', 'useUnifiedTopology'], 7: [] };

const BAD_SCHEME = 'Invalid scheme, expected connection string to start with "mongodb://" or "mongodb+srv://"';
const DEFAULT_URI = 'mongodb://embedded/test';

function canonical(names) {
  return new Map(names.map(name => [name.toLowerCase(), name]));
}

const URI_NAMES = canonical(URI_OPTIONS);
const OWN_NAMES = canonical(OWN_OPTIONS);
const TUNING_NAMES = {
  6: canonical([...TUNING, ...TUNING_OF[6], ...LEGACY_OF[6]]), 7: canonical([...TUNING, ...TUNING_OF[7]]),
};

function known(name, major) {
  return URI_NAMES.get(name) ?? OWN_NAMES.get(name) ?? TUNING_NAMES[major].get(name) ?? REFUSED_NAMES.get(name);
}

/** Refuses what npm's driver does not know either, then reads the values of the rest. */
function sorted(parameters, options, major) {
  const given = [...parameters].map(([name, value]) => [name.toLowerCase(), decodeURIComponent(value)]);
  const objects = Object.entries(options).filter(([, value]) => value != null)
    .map(([name, value]) => [name.toLowerCase(), value]);
  const names = new Set([...given, ...objects].map(([name]) => name));
  const unknown = [...names].filter(name => known(name, major) === undefined);
  agreeOnTls([...given, ...objects]);
  if (unknown.length > 0) {
    const [word, verb] = unknown.length > 1 ? ['options', 'are'] : ['option', 'is'];
    throw new errors.MongoParseError(`${word} ${unknown.join(', ')} ${verb} not supported`);
  }
  const all = {};
  for (const [key, value] of [...given, ...objects].sort(byName)) {
    const name = known(key, major);
    if (REFUSED_NAMES.has(key)) throw errors.unsupported(`MongoClient option ${name}`);
    const reason = DEPRECATED[name] ?? DEPRECATED_OF[major][name];
    if (reason !== undefined) warn(`${name} is a deprecated option: ${reason}`);
    if (!(major === 7 && name === 'timeoutMS')) all[name] = optionTypes.read(name, value, major);
  }
  return { all, objects: objects.map(([key]) => known(key, major)) };
}

function byName([a], [b]) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function agreeOnTls(pairs) {
  const values = pairs.filter(([name]) => name === 'tls' || name === 'ssl')
    .map(([name, value]) => optionTypes.read(name, value));
  if (new Set(values).size > 1) throw new errors.MongoParseError('All values of tls/ssl must be the same.');
}

function parameterText(value) {
  if (Array.isArray(value)) return value.join(',');
  if (typeof value === 'object') return Object.entries(value).map(pair => pair.join(':')).join(',');
  return String(value);
}

function withCredentials(base, auth) {
  const { username, password } = auth;
  const login = encodeURIComponent(username) + (password == null ? '' : `:${encodeURIComponent(password)}`);
  return base.replace(/^(mongodb(?:\+srv)?:\/\/)(?:[^@/]*@)?/, `$1${login}@`);
}

function parametersOf(query) {
  const parameters = new Map();
  for (const part of query.split('&').filter(Boolean)) {
    const [name, value = ''] = part.split(/=(.*)/s);
    if (parameters.has(name) && !/^readpreferencetags$/i.test(name)) {
      throw new errors.MongoInvalidArgumentError(
        `URI option "${name}" cannot appear more than once in the connection string`);
    }
    if (value === '') throw new errors.MongoAPIError(`URI option "${name}" cannot be specified with no value`);
    if (name.toLowerCase() === 'serverapi') {
      throw new errors.MongoParseError('URI cannot contain `serverApi`, it can only be passed to the client');
    }
    parameters.set(name, value);
  }
  return parameters;
}

/** Scheme, user, password, hosts, database and parameters. */
const ADDRESS = /^(mongodb(?:\+srv)?):\/\/(?:([^:@/?]*)(?::([^@/?]*))?@)?([^/?@]*)(?:\/([^?]*))?(?:\?(.*))?$/s;

/** A connection string in its parts. */
function split(url, major) {
  const match = ADDRESS.exec(url);
  if (match === null) throw new errors.MongoParseError('Invalid connection string');
  const [, protocol, username, password, hosts, database = '', query = ''] = match;
  if (hosts === '' || hosts.startsWith(':')) {
    throw new errors.MongoParseError(`Protocol and host list are required in ${major === 6 ? `"${url}"` : 'the uri'}`);
  }
  for (const part of [username, password]) decoded(part ?? '');
  if (username === '') throw new errors.MongoParseError('URI contained empty userinfo section');
  const list = hosts.split(',');
  const isSrv = protocol === 'mongodb+srv';
  if (isSrv && list.length > 1) throw new errors.MongoParseError('mongodb+srv URI cannot have multiple service names');
  if (isSrv && list[0].includes(':')) throw new errors.MongoParseError('mongodb+srv URI cannot have port number');
  return {
    base: url.slice(0, url.indexOf('://') + 3 + url.slice(url.indexOf('://') + 3).search(/[/?]|$/)),
    database,
    parameters: parametersOf(query),
    list,
    isSrv,
  };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new errors.MongoParseError('URI malformed');
  }
}

const NOT_FOR_JAVA = new Set(['readpreference', 'readpreferencetags', 'w', 'wtimeoutms', 'wtimeout', 'journal', 'j',
  'readconcernlevel']);

/** True for a name, in small letters, that the Java driver is to be told of. */
function isForJava(name, major) {
  return URI_NAMES.has(name) && !NOT_FOR_JAVA.has(name) && !(major === 7 && name === 'timeoutms');
}

/**
 * Everything a client is told by its connection string and options.
 *
 * @param {string|undefined} given the connection string; without one the environment's, or the development database
 * @param {object} options
 * @param {number} major the version of npm's driver that this client stands for
 */
function parseOptions(given, options = {}, major = 7) {
  const url = given ?? (process.env.MONGODB_URI || DEFAULT_URI);
  if (typeof url !== 'string' || !/^mongodb(\+srv)?:\/\//.test(url)) throw new errors.MongoParseError(BAD_SCHEME);
  const { base, database, parameters, list, isSrv } = split(url, major);
  const hosts = isSrv ? [] : list.map(HostAddress.fromString);
  const { all, objects } = sorted(parameters, options, major);
  if (all.readPreferenceTags != null) throw errors.unsupported('readPreferenceTags', 'use a mode without tags');
  if (all.pkFactory != null && typeof all.pkFactory.createPk !== 'function') {
    throw new errors.MongoParseError(
      `Option pkFactory must be an object with a createPk function, got ${all.pkFactory}`);
  }
  if (all.directConnection && !isSrv && hosts.length !== 1) {
    throw new errors.MongoParseError('directConnection option requires exactly one host');
  }
  const uri = objects.filter(name => isForJava(name.toLowerCase(), major));
  const replaced = new Set(uri.map(name => name.toLowerCase()));
  const query = [...parameters]
    .filter(([name]) => isForJava(name.toLowerCase(), major))
    .filter(([name]) => !replaced.has(name.toLowerCase()))
    .map(pair => pair.join('='));
  for (const name of uri) query.push(`${name}=${encodeURIComponent(parameterText(all[name]))}`);
  const address = all.auth == null ? base : withCredentials(base, all.auth);
  const { w, wtimeout, wtimeoutMS = wtimeout, j, journal = j, fsync, readConcernLevel, ...rest } = all;
  const dbName = all.dbName ?? (decodeURIComponent(database) || 'test');
  const concern = WriteConcern.fromOptions({
    writeConcern: all.writeConcern ?? { w, wtimeoutMS, journal, fsync },
  });
  const reading = ReadConcern.fromOptions({ readConcern: all.readConcern ?? readConcernLevel });
  return {
    url,
    address: `${address}/${database}${query.length > 0 ? `?${query.join('&')}` : ''}`,
    patient: query.some(part => /^serverselectiontimeoutms=/i.test(part)),
    dbName,
    seeds: isSrv ? list : hosts.map(String),
    options: Object.assign(Object.create(null), {
      hosts,
      ...optionTypes.defaults(major),
      pkFactory: ObjectId,
      ...rest,
      dbName,
      ...(isSrv && { srvHost: list[0] }),
      readPreference: ReadPreference.fromOptions(all) ?? ReadPreference.primary,
      ...(reading && { readConcern: reading }),
      ...(concern && { writeConcern: concern }),
    }),
  };
}

module.exports = { parseOptions };
