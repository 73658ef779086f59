'use strict';

const connectionString = require('./connection-string');
const { EXTERNAL } = require('./credentials');
const errors = require('./errors');
const { HostAddress } = require('./host-address');
const { namesOf, optionsOf } = require('./option-table');
const { boolean, read } = require('./option-types');
const { ReadPreference } = require('./concerns');
const { warn } = require('./shared');
const { requireLoadBalancer } = require('./topology/srv');
const { ObjectId } = require('../bson/object-id');

const { MongoAPIError, MongoInvalidArgumentError, MongoParseError } = errors;

const NO_EFFECT = 'has no effect since Node.js Driver version 4.0.0 and will be removed in the next major version';
const JOURNAL = 'Please use journal instead';
const DEPRECATED = {
  fsync: JOURNAL, j: JOURNAL, wtimeout: 'Please use wtimeoutMS instead',
  useNewUrlParser: `useNewUrlParser ${NO_EFFECT}`, useUnifiedTopology: `useUnifiedTopology ${NO_EFFECT}`,
};
const IGNORED = { timeoutMS: 'timeoutMS has no effect and will be removed in a future release' };

const OF_SRV = ['srvMaxHosts', 'srvServiceName', 'srvAllowedHostsSuffix', 'srvHostValidator'];
/** What would be dangerous or senseless to take and leave undone. */
const UNSUPPORTED = ['autoEncryption', 'connectionType', 'proxyHost', 'pskCallback'];
const DEFAULT_URI = 'mongodb://embedded/test';

/** The values of each option that is given, by its name in small letters: the object's first. */
function collect(parsed, given) {
  const { dbName, username, password, parameters } = parsed;
  const url = new Map();
  if (dbName) url.set('dbname', [dbName]);
  if (username) url.set('auth', [{ username, password }]);
  for (const [name, values] of parameters) {
    const key = name.toLowerCase();
    const tags = key.includes('readpreferencetags');
    if (!tags && values.length > 1) {
      throw new MongoInvalidArgumentError(
        `URI option "${name}" cannot appear more than once in the connection string`);
    }
    if (!tags && values.includes('')) {
      throw new MongoAPIError(`URI option "${name}" cannot be specified with no value`);
    }
    if (!url.has(key)) url.set(key, values);
  }
  const object = new Map(Object.entries(given).filter(([, value]) => value != null)
    .map(([name, value]) => [name.toLowerCase(), value]));
  refuseMisplaced(url, object);
  const all = new Map();
  for (const key of new Set([...url.keys(), ...object.keys()])) {
    all.set(key, [...object.has(key) ? [object.get(key)] : [], ...url.get(key) ?? []]);
  }
  return all;
}

function refuseMisplaced(url, object) {
  for (const name of ['serverApi', 'srvHostValidator']) {
    if (!url.has(name.toLowerCase())) continue;
    throw new MongoParseError(`URI cannot contain \`${name}\`, it can only be passed to the client`);
  }
  if (url.get('authmechanismproperties')?.some(text => /(^|,)ALLOWED_HOSTS:/.test(text))) {
    throw new MongoParseError('Auth mechanism property ALLOWED_HOSTS is not allowed in the connection string.');
  }
  if (object.has('loadbalanced')) throw new MongoParseError('loadBalanced is only a valid option in the URI');
}

function refuseContradictions(all) {
  const tls = [...all.get('tls') ?? [], ...all.get('ssl') ?? []].map(value => boolean('tls/ssl', value));
  if (new Set(tls).size > 1) throw new MongoParseError('All values of tls/ssl must be the same.');
  for (const other of ['tlsAllowInvalidCertificates', 'tlsAllowInvalidHostnames']) {
    if (!all.has('tlsinsecure') || !all.has(other.toLowerCase())) continue;
    throw new MongoAPIError(`The 'tlsInsecure' option cannot be used with the '${other}' option`);
  }
}

function refuseUnknown(all, major) {
  const unknown = [...all.keys()].filter(key => !namesOf(major).has(key));
  if (unknown.length > 0) {
    const [word, verb] = unknown.length > 1 ? ['options', 'are'] : ['option', 'is'];
    throw new MongoParseError(`${word} ${unknown.join(', ')} ${verb} not supported`);
  }
}

function readAll(all, hosts, major) {
  const options = Object.assign(Object.create(null), { hosts });
  const standards = { pkFactory: ObjectId, readPreference: ReadPreference.primary };
  for (const option of optionsOf(major)) {
    const { name, target, standard = standards[name] } = option;
    const values = all.get(name.toLowerCase()) ?? (standard === undefined ? [] : [standard]);
    if (values.length === 0) continue;
    const given = all.has(name.toLowerCase());
    const reason = given && (DEPRECATED[name] ?? (option.type === undefined ? IGNORED[name] : undefined));
    if (reason) warn(`${name} is a deprecated option: ${reason}`);
    if (IGNORED[name] !== undefined && option.type === undefined) continue;
    options[target] = read(option, values, options, major);
  }
  return options;
}

function completeCredentials(options, all) {
  const { credentials, dbName } = options;
  if (credentials === undefined) return;
  const { mechanism, source } = credentials;
  const named = all.has('authsource');
  if ((mechanism === 'GSSAPI' || mechanism === 'MONGODB-X509') && named && source !== '$external') {
    throw new MongoParseError(`authMechanism ${mechanism} requires an authSource of '$external'`);
  }
  if (!EXTERNAL.has(mechanism) && dbName && !named) options.credentials = credentials.with({ source: dbName });
  options.credentials.validate();
  if (options.credentials.isEmpty) delete options.credentials;
}

function completeSrv(options, all, host) {
  options.srvHost = host;
  if (options.directConnection) throw new MongoAPIError('SRV URI does not support directConnection');
  if (options.srvMaxHosts > 0 && typeof options.replicaSet === 'string') {
    throw new MongoParseError('Cannot use srvMaxHosts option with replicaSet');
  }
  if (options.srvAllowedHostsSuffix != null && options.srvHostValidator != null) {
    throw new MongoParseError('Cannot use srvAllowedHostsSuffix together with srvHostValidator');
  }
  if (!all.has('tls') && !all.has('ssl')) options.tls = true;
}

function refuseSrvOptions(all) {
  const given = OF_SRV.filter(name => all.has(name.toLowerCase()));
  if (given.length > 0) throw new MongoParseError(`Cannot use ${given.join(', ')} with a non-srv connection string`);
}

function refuseProxy({ proxyHost, proxyPort, proxyUsername, proxyPassword }) {
  if (!proxyHost && (proxyPort || proxyUsername || proxyPassword)) {
    throw new MongoParseError('Must specify proxyHost if other proxy options are passed');
  }
  if (Boolean(proxyUsername) !== Boolean(proxyPassword)) {
    throw new MongoParseError('Can only specify both of proxy username/password or neither');
  }
}

/**
 * Everything a client is told by its connection string and options.
 *
 * @param {string|undefined} given the connection string; without one the environment's, or the development database
 * @param {object} settings
 * @param {number} major the version of npm's driver that this client stands for
 * @return {object} `url`, `options`, and `patient`: whether the app has said how long to wait for a server
 */
function parseOptions(given, settings = {}, major = 7) {
  const url = given ?? (process.env.MONGODB_URI || DEFAULT_URI);
  const object = settings ?? {};
  if (object.useBigInt64 && (object.promoteLongs === false || object.promoteValues === false)) {
    throw new MongoAPIError('Must request either bigint or Long for int64 deserialization');
  }
  const parsed = connectionString.parse(String(url), major);
  const hosts = parsed.isSrv ? [] : parsed.hosts.map(HostAddress.fromString);
  const all = collect(parsed, object);
  refuseContradictions(all);
  refuseUnknown(all, major);
  const options = readAll(all, hosts, major);
  completeCredentials(options, all);
  options.dbName ||= 'test';
  requireLoadBalancer(parsed.hosts, options);
  options.userSpecifiedAuthSource = all.has('authsource');
  options.userSpecifiedReplicaSet = all.has('replicaset');
  if (parsed.isSrv) completeSrv(options, all, parsed.hosts[0]);
  else refuseSrvOptions(all);
  if (options.directConnection && hosts.length !== 1) {
    throw new MongoParseError('directConnection option requires exactly one host');
  }
  refuseProxy(options);
  const missing = UNSUPPORTED.find(name => options[name] != null);
  if (missing !== undefined) throw errors.unsupported(`MongoClient option ${missing}`);
  return { url, options, patient: all.has('serverselectiontimeoutms') };
}

module.exports = { parseOptions };
