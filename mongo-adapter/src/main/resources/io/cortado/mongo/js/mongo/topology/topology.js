'use strict';

const { EventEmitter } = require('events');
const errors = require('../errors');
const events = require('../events');
const { readers } = require('../readers');
const { ReadPreference } = require('../concerns');
const { later } = require('../sessions');
const { suitable } = require('./selection');
const { Server } = require('./server');
const { ServerDescription, compareVersions } = require('./server-description');
const { TopologyDescription, shuffled } = require('./topology-description');

let lastId = 0;

function firstType({ directConnection, replicaSet, loadBalanced }) {
  if (directConnection) return 'Single';
  if (replicaSet) return 'ReplicaSetNoPrimary';
  return loadBalanced ? 'LoadBalanced' : 'Unknown';
}

/** The servers of a client, as npm mongodb's internal `Topology` shows them. */
class Topology extends EventEmitter {
  constructor(client, seeds, options) {
    super();
    this.on('error', () => {});
    this.client = client;
    this.loadBalanced = options.loadBalanced;
    const { srvMaxHosts, heartbeatFrequencyMS, localThresholdMS, replicaSet } = options;
    const hosts = srvMaxHosts > 0 && srvMaxHosts < seeds.length ? shuffled(seeds).slice(0, srvMaxHosts) : seeds;
    const servers = new Map(hosts.map(host => [String(host), new ServerDescription(host)]));
    this.s = {
      id: lastId++,
      options,
      seedlist: seeds,
      state: 'closed',
      description: new TopologyDescription(firstType(options), servers, {
        heartbeatFrequencyMS, localThresholdMS, setName: replicaSet,
      }),
      servers: new Map(),
      clusterTime: undefined,
      srvPoller: undefined,
    };
    this.waiting = [];
  }

  #tell(name, fields) {
    if (!this.client.hears(name, this)) return;
    const className = `${name[0].toUpperCase()}${name.slice(1)}Event`;
    this.client.relay(name, new events[className]({ name, topologyId: this.s.id, ...fields }), this);
  }

  isConnected() {
    return this.s.state === 'connected';
  }

  isDestroyed() {
    return this.s.state === 'closed';
  }

  lastHello() {
    const servers = [...this.description.servers.values()];
    if (servers.length === 0) return {};
    return servers.find(({ type }) => type !== 'Unknown') ?? { maxWireVersion: this.description.commonWireVersion };
  }

  /** Keeps the newest time of the cluster that any server has told. */
  advanceClusterTime(time) {
    this.s.clusterTime = later(this.s.clusterTime, time);
  }

  /** Finds out what the servers are and waits until one of them can be used. */
  async connect({ readPreference = ReadPreference.primary, ping = true }) {
    this.s.state = 'connecting';
    this.#tell('topologyOpening');
    this.#changed(new TopologyDescription());
    for (const description of this.description.servers.values()) this.#open(description);
    if (this.loadBalanced) {
      for (const { hostAddress } of this.description.servers.values()) {
        this.updated(new ServerDescription(hostAddress, undefined, { loadBalanced: true }));
      }
    }
    try {
      const server = await this.selectServer(readPreference);
      if (ping) server.pool.checkIn(await server.pool.checkOut());
      this.s.state = 'connected';
      this.emit('open', this);
      this.emit('connect', this);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  #open(description) {
    this.#tell('serverOpening', { address: description.address });
    const server = new Server(this, description);
    this.s.servers.set(description.address, server);
    server.connect();
  }

  #closeServer(server) {
    server.close();
    this.#tell('serverClosed', { address: server.name });
  }

  #changed(previousDescription) {
    this.#tell('topologyDescriptionChanged', { previousDescription, newDescription: this.description });
  }

  /** Takes what a server has said of itself, or what has become of it. */
  updated(server) {
    const before = this.description;
    const known = before.servers.get(server.address);
    if (known === undefined || compareVersions(known.topologyVersion, server.topologyVersion) > 0) return;
    if (server.$clusterTime) this.advanceClusterTime(server.$clusterTime);
    const same = known.equals(server);
    this.s.description = before.update(server);
    if (this.description.compatibilityError) {
      this.emit('error', new errors.MongoCompatibilityError(this.description.compatibilityError));
      return;
    }
    const now = this.description.servers.get(server.address);
    if (!same && now !== undefined) {
      this.#tell('serverDescriptionChanged', {
        address: server.address, previousDescription: known, newDescription: now,
      });
    }
    this.#follow(server);
    this.#serve();
    if (!same) this.#changed(before);
    if (this.description.type === 'Sharded' && before.type !== 'Sharded') this.s.srvPoller?.start();
  }

  /** Takes the hosts that DNS names now. */
  renamed(event) {
    const before = this.description;
    this.s.description = before.updateFromSrvPollingEvent(event, this.s.options.srvMaxHosts);
    if (this.description === before) return;
    this.#follow();
    this.#changed(before);
  }

  /** The server of a topology that has but one, while it takes writes. */
  #only;

  #findOnly() {
    const [first, second] = this.s.servers.values();
    const { type } = this.description;
    this.#only = second === undefined && first?.description.isWritable
      && (type === 'Single' || type === 'ReplicaSetWithPrimary') ? first : undefined;
  }

  /** Makes the servers what the description says. */
  #follow(news) {
    const server = news && this.s.servers.get(news.address);
    if (server !== undefined) {
      server.description = news;
      if (news.error instanceof errors.MongoError && news.error.hasErrorLabel('ResetPool')) {
        server.pool.clear(news.error.hasErrorLabel('InterruptInUseConnections'));
      } else if (news.error === null
        && (news.isDataBearing || (news.type !== 'Unknown' && this.description.type === 'Single'))) {
        server.pool.ready();
      }
    }
    for (const description of this.description.servers.values()) {
      if (!this.s.servers.has(description.address)) this.#open(description);
    }
    for (const [address, gone] of this.s.servers) {
      if (this.description.hasServer(address)) continue;
      this.s.servers.delete(address);
      this.#closeServer(gone);
    }
    this.#findOnly();
  }

  /** A server for a command at once, or undefined where none is known now. */
  select(preference, avoided) {
    if (this.#only !== undefined && preference.mode !== 'secondary') return this.#only;
    const { description } = this;
    if (this.s.state === 'closed') throw new errors.MongoTopologyClosedError();
    const found = suitable(description, preference, avoided);
    if (found.length < 2) return found.length === 0 ? undefined : this.s.servers.get(found[0].address);
    const [one, other] = shuffled(found).map(({ address }) => this.s.servers.get(address));
    return one.operationCount < other.operationCount ? one : other;
  }

  /** The server itself, if it is known now. */
  reselect(server) {
    if (this.s.state === 'closed') throw new errors.MongoTopologyClosedError();
    const description = this.description.servers.get(server.name);
    return description === undefined || description.type === 'Unknown' ? undefined : this.s.servers.get(server.name);
  }

  /**
   * Resolves to a server for a command.
   *
   * @param {ReadPreference|Server} wanted how the server is to be, or which one it must be
   */
  async selectServer(wanted, { avoided, signal } = {}) {
    const pick = wanted instanceof Server ? () => this.reselect(wanted) : () => this.select(wanted, avoided);
    const atOnce = pick();
    if (atOnce !== undefined) return atOnce;
    const limit = this.s.options.serverSelectionTimeoutMS;
    const member = { pick };
    const outcome = new Promise(resolve => { member.settle = resolve; });
    this.waiting.push(member);
    this.#hurry();
    const timer = limit > 0 ? setTimeout(() => member.settle({ late: true }), limit) : undefined;
    const abort = () => member.settle({ error: signal.reason });
    signal?.addEventListener('abort', abort);
    const { server, error, late } = await outcome;
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
    this.waiting = this.waiting.filter(one => one !== member);
    if (late) {
      throw new errors.MongoServerSelectionError(`Server selection timed out after ${limit} ms`, this.description);
    }
    if (error !== undefined) throw error;
    return server;
  }

  /** Serves those who wait for a server, as far as there is one now. */
  #serve() {
    this.waiting = this.waiting.filter(member => {
      try {
        const server = member.pick();
        if (server === undefined) return true;
        member.settle({ server });
      } catch (error) {
        member.settle({ error });
      }
      return false;
    });
    if (this.waiting.length > 0) this.#hurry();
  }

  #hurry() {
    for (const server of this.s.servers.values()) queueMicrotask(() => server.requestCheck());
  }

  /** Lets nobody wait any longer for a server. */
  giveUp() {
    for (const member of this.waiting) member.settle({ late: true });
  }

  /** Ends the commands that are under way. */
  interrupt() {
    for (const server of this.s.servers.values()) server.pool.interrupt();
  }

  close() {
    if (this.s.state === 'closed') return;
    for (const server of this.s.servers.values()) this.#closeServer(server);
    this.s.servers.clear();
    this.#only = undefined;
    this.s.state = 'closed';
    const error = new errors.MongoTopologyClosedError();
    for (const member of this.waiting) member.settle({ error });
    this.waiting = [];
    this.s.srvPoller?.stop();
    this.#tell('topologyClosed');
  }
}

readers(Topology, {
  description: ({ s }) => s.description,
  serverApi: ({ s }) => s.options.serverApi,
  commonWireVersion: ({ s }) => s.description.commonWireVersion,
  logicalSessionTimeoutMinutes: ({ s }) => s.description.logicalSessionTimeoutMinutes,
  clusterTime: ({ s }) => s.clusterTime,
});

module.exports = { Topology };
