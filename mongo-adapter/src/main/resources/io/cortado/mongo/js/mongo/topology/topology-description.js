'use strict';

const { EJSON } = require('../../bson/ejson');
const errors = require('../errors');
const { readers } = require('../readers');
const { SUPPORTED } = require('../wire/versions');
const { ServerDescription } = require('./server-description');

const OF_ONE = { Standalone: 'Single', Mongos: 'Sharded', RSPrimary: 'ReplicaSetWithPrimary',
  RSOther: 'ReplicaSetNoPrimary', RSSecondary: 'ReplicaSetNoPrimary' };
const NOT_PRIMARY = new Set(['RSSecondary', 'RSArbiter', 'RSOther']);
const NO_MEMBER = new Set(['Mongos', 'Standalone']);
const ELECTION_WIRE = 17;

/** Why a server cannot be talked to at all; each version's own limits are the greeting's. */
function incompatibility({ address, minWireVersion, maxWireVersion }) {
  const [{ min, oldest }, { max, newest }] = [SUPPORTED[6], SUPPORTED[7]];
  if (minWireVersion > max) {
    return `Server at ${address} requires wire version ${minWireVersion}, but this version of the driver only supports `
      + `up to ${max} (MongoDB ${newest})`;
  }
  if (maxWireVersion >= min) return undefined;
  return `Server at ${address} reports wire version ${maxWireVersion}, but this version of the driver requires at least `
    + `${min} (MongoDB ${oldest}).`;
}

/** The least of what the servers that can be read say, or null where one of them has no sessions. */
function sessionTimeout(servers) {
  const times = [...servers.values()].filter(server => server.isReadable)
    .map(server => server.logicalSessionTimeoutMinutes);
  return times.length === 0 || times.includes(null) ? null : Math.min(...times);
}

/** npm mongodb's `TopologyDescription`: all servers as they are known now. It does not change; `update` makes another. */
class TopologyDescription {
  constructor(type = 'Unknown', servers = new Map(), known = {}) {
    this.type = type;
    this.servers = servers;
    this.stale = false;
    this.compatible = true;
    this.heartbeatFrequencyMS = known.heartbeatFrequencyMS ?? 0;
    this.localThresholdMS = known.localThresholdMS ?? 15;
    this.setName = known.setName ?? null;
    this.maxElectionId = known.maxElectionId ?? null;
    this.maxSetVersion = known.maxSetVersion ?? null;
    this.commonWireVersion = known.commonWireVersion ?? 0;
    for (const server of servers.values()) {
      if (server.type === 'Unknown' || server.type === 'LoadBalancer') continue;
      const problem = incompatibility(server);
      if (problem === undefined) continue;
      this.compatible = false;
      this.compatibilityError = problem;
      break;
    }
    this.logicalSessionTimeoutMinutes = sessionTimeout(servers);
  }

  hasServer(address) {
    return this.servers.has(address);
  }

  /** The description with what a server has said. */
  update(server) {
    return new Change(this, server).result();
  }

  /** The description with the hosts that DNS names now. */
  updateFromSrvPollingEvent(event, srvMaxHosts = 0) {
    const named = event.hostnames();
    const servers = new Map([...this.servers].filter(([address]) => named.has(address)));
    const more = [...named].filter(address => !servers.has(address));
    if (more.length === 0 && servers.size === this.servers.size) return this;
    const room = srvMaxHosts === 0 ? more.length : Math.max(0, srvMaxHosts - servers.size);
    for (const address of shuffled(more).slice(0, room)) servers.set(address, new ServerDescription(address));
    return new TopologyDescription(this.type, servers, this);
  }

  toJSON() {
    return EJSON.serialize(this);
  }
}

readers(TopologyDescription, {
  error: ({ servers }) => [...servers.values()].find(server => server.error)?.error ?? null,
  hasKnownServers: ({ servers }) => [...servers.values()].some(server => server.type !== 'Unknown'),
  hasDataBearingServers: ({ servers }) => [...servers.values()].some(server => server.isDataBearing),
});

function shuffled(items) {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
}

/** What a server's news make of a topology, by the rules of server discovery. */
class Change {
  constructor(before, server) {
    const { heartbeatFrequencyMS, localThresholdMS, setName, maxElectionId, maxSetVersion, commonWireVersion } = before;
    const wires = [commonWireVersion, server.maxWireVersion].filter(Boolean);
    this.known = { heartbeatFrequencyMS, localThresholdMS, setName, maxElectionId, maxSetVersion,
      commonWireVersion: wires.length === 0 ? 0 : Math.min(...wires) };
    this.type = before.type;
    this.alone = before.servers.size === 1;
    this.server = server;
    this.servers = new Map(before.servers);
  }

  result() {
    let { server } = this;
    const { known, servers } = this;
    const foreign = typeof server.setName === 'string' && typeof known.setName === 'string'
      && server.setName !== known.setName;
    if (foreign && this.type === 'Single') server = new ServerDescription(server.address);
    servers.set(server.address, server);
    if (this.type === 'Unknown') this.#first();
    if (this.type === 'Sharded' && server.type !== 'Mongos' && server.type !== 'Unknown') this.#drop();
    else if (this.type === 'ReplicaSetNoPrimary' || this.type === 'ReplicaSetWithPrimary') this.#member();
    return new TopologyDescription(this.type, servers, known);
  }

  #first() {
    if (this.server.type === 'Standalone' && !this.alone) this.#drop();
    else this.type = OF_ONE[this.server.type] ?? 'Unknown';
  }

  #drop() {
    this.servers.delete(this.server.address);
  }

  #member() {
    const { server, known } = this;
    if (NO_MEMBER.has(server.type)) this.#drop();
    else if (server.type === 'RSPrimary') this.#primary();
    else if (NOT_PRIMARY.has(server.type)) {
      known.setName ??= server.setName;
      if (known.setName !== server.setName) this.#drop();
      else {
        if (this.type === 'ReplicaSetNoPrimary') this.#addHosts();
        if (server.me && server.me !== server.address) this.#drop();
      }
    }
    this.type = [...this.servers.values()].some(({ type }) => type === 'RSPrimary')
      ? 'ReplicaSetWithPrimary' : 'ReplicaSetNoPrimary';
  }

  #addHosts() {
    for (const address of this.server.allHosts) {
      if (!this.servers.has(address)) this.servers.set(address, new ServerDescription(address));
    }
  }

  #primary() {
    const { server, servers, known } = this;
    known.setName ||= server.setName;
    if (known.setName !== server.setName) {
      this.#drop();
      return;
    }
    if (!this.#isElected()) {
      const text = 'primary marked stale due to electionId/setVersion mismatch: server setVersion: '
        + `${server.setVersion}, server electionId: ${server.electionId}, topology setVersion: ${known.maxSetVersion}, `
        + `topology electionId: ${known.maxElectionId}`;
      this.#unknown(server.address, text);
      return;
    }
    for (const [address, { type }] of servers) {
      if (type !== 'RSPrimary' || address === server.address) continue;
      this.#unknown(address, 'primary marked stale due to discovery of newer primary');
      break;
    }
    this.#addHosts();
    for (const address of [...servers.keys()]) if (!server.allHosts.includes(address)) servers.delete(address);
  }

  #unknown(address, text) {
    const error = new errors.MongoStalePrimaryError(text);
    this.servers.set(address, new ServerDescription(address, undefined, { error }));
  }

  /** Whether no later election is known than this primary's; if so it is the latest that is known. */
  #isElected() {
    const { server: { electionId, setVersion, maxWireVersion }, known } = this;
    const byId = compareIds(known.maxElectionId, electionId);
    if (maxWireVersion >= ELECTION_WIRE) {
      if (byId > 0 || (byId === 0 && (known.maxSetVersion ?? -1) > (setVersion ?? -1))) return false;
      known.maxElectionId = electionId;
      known.maxSetVersion = setVersion;
      return true;
    }
    if (setVersion && electionId) {
      if (known.maxSetVersion && known.maxElectionId && (known.maxSetVersion > setVersion || byId > 0)) return false;
      known.maxElectionId = electionId;
    }
    if (setVersion != null && (known.maxSetVersion == null || setVersion > known.maxSetVersion)) {
      known.maxSetVersion = setVersion;
    }
    return true;
  }
}

function compareIds(a, b) {
  if (a === b || (a == null && b == null)) return 0;
  if (a == null || b == null) return a == null ? -1 : 1;
  return Math.sign(Buffer.compare(Buffer.from(a.id), Buffer.from(b.id)));
}

module.exports = { TopologyDescription, shuffled };
