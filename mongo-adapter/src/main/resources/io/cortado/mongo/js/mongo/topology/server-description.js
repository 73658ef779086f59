'use strict';

const { Long } = require('../../bson/long');
const errors = require('../errors');
const { HostAddress } = require('../host-address');
const { readers } = require('../readers');

const WRITABLE = new Set(['RSPrimary', 'Standalone', 'Mongos', 'LoadBalancer']);
const DATA_BEARING = new Set([...WRITABLE, 'RSSecondary']);
const DEFAULT_PORT = 27017;

function memberType(hello) {
  if (hello.hidden) return 'RSOther';
  if (hello.isWritablePrimary) return 'RSPrimary';
  if (hello.secondary) return 'RSSecondary';
  return hello.arbiterOnly ? 'RSArbiter' : 'RSOther';
}

function typeOf(hello, loadBalanced) {
  if (loadBalanced) return 'LoadBalancer';
  if (!hello?.ok) return 'Unknown';
  if (hello.isreplicaset) return 'RSGhost';
  if (hello.msg === 'isdbgrid') return 'Mongos';
  return hello.setName ? memberType(hello) : 'Standalone';
}

function counterOf({ counter }) {
  if (typeof counter === 'bigint') return Long.fromBigInt(counter);
  return Long.isLong(counter) ? counter : Long.fromNumber(counter);
}

/** Negative where the second is newer or says nothing, positive where the first is. */
function compareVersions(current, other) {
  if (current == null || other == null || !current.processId.equals(other.processId)) return -1;
  return counterOf(current).compare(counterOf(other));
}

function sameItems(a, b) {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}

function sameTags(a, b) {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every(name => a[name] === b[name]);
}

function sameId(a, b) {
  return a != null && b != null ? a.equals(b) : a === b;
}

function sameError(a, b) {
  if (a === b) return true;
  if (a == null || b == null) return false;
  return a.constructor.name === b.constructor.name && a.message === b.message;
}

const LISTS = ['hosts', 'passives', 'arbiters'];
/** What else a greeting tells, in the order in which it is listed. */
const NOTHING = Object.fromEntries(['setName', 'setVersion', 'electionId', 'logicalSessionTimeoutMinutes',
  'maxMessageSizeBytes', 'maxWriteBatchSize', 'maxBsonObjectSize', 'primary', 'me', '$clusterTime']
  .map(name => [name, null]));

/** npm mongodb's `ServerDescription`: what is known of a server by its last greeting. */
class ServerDescription {
  constructor(address, hello, { error, roundTripTime, minRoundTripTime, loadBalanced } = {}) {
    if (address == null || address === '') {
      throw new errors.MongoRuntimeError('ServerDescription must be provided with a non-empty address');
    }
    this.address = String(typeof address === 'string' ? HostAddress.fromString(address) : address);
    this.type = typeOf(hello, loadBalanced);
    for (const name of LISTS) this[name] = hello?.[name]?.map(host => host.toLowerCase()) ?? [];
    this.#take(hello, { tags: {}, minWireVersion: 0, maxWireVersion: 0 });
    Object.assign(this, {
      roundTripTime: roundTripTime ?? -1, minRoundTripTime: minRoundTripTime ?? 0,
      lastUpdateTime: Math.floor(performance.now()), lastWriteDate: hello?.lastWrite?.lastWriteDate ?? 0,
      error: error ?? null, topologyVersion: error?.topologyVersion ?? hello?.topologyVersion ?? null,
    });
    this.#take(hello, NOTHING);
    this.me &&= this.me.toLowerCase();
    this.iscryptd = Boolean(hello?.iscryptd);
  }

  /** Takes fields of a greeting, or what they are without one. */
  #take(hello, fields) {
    for (const [name, absent] of Object.entries(fields)) this[name] = hello?.[name] ?? absent;
  }

  /** Whether another description says the same but for times. */
  equals(other) {
    if (other == null) return false;
    const same = name => this[name] === other[name];
    return ['iscryptd', 'type', 'minWireVersion', 'setName', 'setVersion', 'primary',
      'logicalSessionTimeoutMinutes'].every(same)
      && sameError(this.error, other.error) && sameItems(this.hosts, other.hosts) && sameTags(this.tags, other.tags)
      && sameId(this.electionId, other.electionId)
      && (same('topologyVersion') || compareVersions(this.topologyVersion, other.topologyVersion) === 0);
  }
}

readers(ServerDescription, {
  hostAddress: ({ address }) => HostAddress.fromString(address),
  allHosts: ({ hosts, arbiters, passives }) => [...hosts, ...arbiters, ...passives],
  isReadable: ({ type }) => type === 'RSSecondary' || WRITABLE.has(type),
  isDataBearing: ({ type }) => DATA_BEARING.has(type),
  isWritable: ({ type }) => WRITABLE.has(type),
  host: ({ address }) => address.slice(0, address.lastIndexOf(':')),
  port: ({ address }) => Number.parseInt(address.slice(address.lastIndexOf(':') + 1), 10) || DEFAULT_PORT,
});

module.exports = { ServerDescription, compareVersions };
