'use strict';

const os = require('os');
const errors = require('../errors');
const { Connection } = require('./connection');
const { open, overloaded } = require('./socket');
const { SUPPORTED } = require('./versions');

const VERSIONS = { 6: '6.21.0', 7: '7.9.0' };

/** What the server is told of the app. */
function metadataOf(client) {
  const { appName, driverInfo } = client.options;
  const list = [driverInfo, ...client.s.driverInfos].filter(Boolean);
  const joined = (first, name) => [first, ...list.map(info => info[name]).filter(Boolean)].join('|');
  const endian = os.endianness();
  return {
    ...(appName && { application: { name: appName } }),
    driver: { name: joined('nodejs', 'name'), version: joined(VERSIONS[client.s.major], 'version') },
    platform: joined(`Node.js ${process.version}, ${endian}`, 'platform'),
    os: { name: process.platform, architecture: process.arch, version: os.release(), type: os.type() },
  };
}

function requireKnownWire(hello, address, major) {
  const { minWireVersion = 0, maxWireVersion = 0 } = hello;
  const { min, max, oldest, newest } = SUPPORTED[major];
  if (maxWireVersion >= min && minWireVersion <= max) return;
  const [what, version, limit] = minWireVersion > max
    ? ['minimum', minWireVersion, `at most ${max} (MongoDB ${newest})`]
    : ['maximum', maxWireVersion, `at least ${min} (MongoDB ${oldest})`];
  throw new errors.MongoCompatibilityError(`Server at ${address} reports ${what} wire version ${version}, but this `
    + `version of the Node.js Driver requires ${limit}`);
}

async function greet(connection, client, credentials) {
  const { options, s: { major } } = client;
  const { serverApi, loadBalanced } = options;
  const greeting = {
    [serverApi?.version || loadBalanced ? 'hello' : 'ismaster']: 1,
    ...(major === 7 && { backpressure: '2' }),
    helloOk: true,
    client: metadataOf(client),
    compression: options.compressors,
    ...(loadBalanced && { loadBalanced: true }),
    ...client.apiFields,
  };
  const login = credentials && require('./auth').begin(credentials, greeting);
  let hello;
  try {
    hello = await connection.command('admin', greeting, { socketTimeoutMS: options.connectTimeoutMS });
  } catch (error) {
    if (error instanceof errors.MongoError) error.addErrorLabel('HandshakeError');
    if (error instanceof errors.MongoNetworkError) overloaded(error, major);
    throw error;
  }
  if (!('isWritablePrimary' in hello)) hello.isWritablePrimary = hello.ismaster;
  requireKnownWire(hello, connection.address, major);
  if (loadBalanced && !hello.serviceId) {
    throw new errors.MongoCompatibilityError('Driver attempted to initialize in load balancing mode, '
      + 'but the server does not support this mode.');
  }
  if (login !== undefined && !hello.arbiterOnly) {
    try {
      await login.finish(connection, hello);
    } catch (error) {
      if (error instanceof errors.MongoError) error.addErrorLabel('HandshakeError');
      throw error;
    }
  }
  connection.hello = hello;
  connection.established = true;
}

/**
 * Opens a connection and makes it ready for commands.
 *
 * @param {MongoClient} client
 * @param {HostAddress} address
 * @param {object} about `id` and `generation`; without `credentials` nobody logs in
 */
async function connect(client, address, { id, generation, credentials, signal }) {
  let socket;
  try {
    socket = await open(address, client.options, signal);
  } catch (error) {
    throw overloaded(error, client.s.major);
  }
  const connection = new Connection(socket, { id, address: String(address), generation, client });
  const start = performance.now();
  const cancel = () => connection.destroy();
  signal?.addEventListener('abort', cancel);
  try {
    await greet(connection, client, credentials);
    connection.greetingMillis = Math.floor(performance.now() - start);
    return connection;
  } catch (error) {
    connection.destroy();
    throw error;
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}

module.exports = { connect };
