'use strict';

const { Long } = require('../../bson/long');
const errors = require('../errors');
const events = require('../events');
const { connect } = require('../wire/handshake');
const { textOf } = require('../wire/socket');

const SAMPLES = 10;

/** The last round trips, in milliseconds. */
class RoundTrips {
  constructor() {
    this.samples = [];
  }

  add(millis) {
    this.samples.push(millis);
    if (this.samples.length > SAMPLES) this.samples.shift();
  }

  get average() {
    const { samples } = this;
    return samples.length === 0 ? 0 : samples.reduce((sum, one) => sum + one, 0) / samples.length;
  }

  get least() {
    return this.samples.length < 2 ? 0 : Math.min(...this.samples);
  }
}

/**
 * Asks a server how it is: at intervals, or, where the server can, in one command that it answers whenever something
 * changes. A connection of its own, without login, serves for that.
 */
class Monitor {
  constructor(server, address) {
    this.server = server;
    this.client = server.client;
    this.hostAddress = address;
    this.address = String(address);
    this.trips = new RoundTrips();
    this.connection = undefined;
    this.pinger = undefined;
    this.timer = undefined;
    this.wanted = false;
    this.checking = false;
    this.streaming = false;
    this.lastCheck = 0;
    this.run = undefined;
  }

  start() {
    this.run = new AbortController();
    this.#check();
  }

  close() {
    this.#stop();
    this.run = undefined;
  }

  /** After a failure of a command: what is under way may never come to an end. */
  reset() {
    if (this.run === undefined || this.server.description.topologyVersion == null) return;
    this.#stop();
    this.run = new AbortController();
    this.#schedule();
  }

  #stop() {
    this.run?.abort();
    clearTimeout(this.timer);
    this.pinger?.stop();
    this.pinger = undefined;
    this.connection?.destroy();
    this.connection = undefined;
    this.checking = false;
    this.streaming = false;
    this.wanted = false;
    this.trips = new RoundTrips();
  }

  /** Asks as soon as the least interval allows it. */
  requestCheck() {
    if (this.run === undefined || this.wanted) return;
    if (this.checking) {
      // A server that a command has found changed says so to who waits for it, or has nothing new to say and stays silent.
      if (this.streaming && this.server.description.type === 'Unknown') {
        this.#stop();
        this.run = new AbortController();
      } else return;
    }
    this.wanted = true;
    this.#schedule();
  }

  #schedule() {
    clearTimeout(this.timer);
    if (this.run === undefined) return;
    const { heartbeatFrequencyMS, minHeartbeatFrequencyMS } = this.client.options;
    const since = performance.now() - this.lastCheck;
    const wait = this.wanted ? minHeartbeatFrequencyMS - since : heartbeatFrequencyMS - since;
    this.timer = setTimeout(() => this.#check(), Math.max(0, wait));
  }

  #streams(version) {
    const { serverMonitoringMode } = this.client.options;
    return version != null && serverMonitoringMode !== 'poll';
  }

  #tell(name, fields) {
    if (!this.client.hears(name)) return;
    const className = `${name[0].toUpperCase()}${name.slice(1)}Event`;
    this.client.relay(name, new events[className]({ name, connectionId: this.address, ...fields }));
  }

  async #check() {
    const { run } = this;
    const { topologyVersion } = this.server.description;
    const awaited = this.connection !== undefined && !this.connection.closed && this.#streams(topologyVersion);
    this.wanted = false;
    this.checking = true;
    this.streaming = awaited;
    this.#tell('serverHeartbeatStarted', { awaited: this.#streams(topologyVersion) });
    this.began = performance.now();
    try {
      if (this.connection === undefined || this.connection.closed) await this.#greet(run);
      else if (awaited) await this.#stream(run, topologyVersion);
      else await this.#ask(run);
    } catch (error) {
      if (run === this.run) this.#failed(error, awaited);
    }
    if (run !== this.run || run?.signal.aborted) return;
    this.checking = false;
    this.lastCheck = performance.now();
    this.wanted ||= this.connection !== undefined && this.#streams(this.server.description.topologyVersion);
    this.#schedule();
  }

  #passed() {
    return Math.floor(performance.now() - this.began);
  }

  async #greet(run) {
    const connection = await connect(this.client, this.hostAddress, {
      id: '<monitor>', generation: this.server.pool.generation, signal: run.signal,
    });
    if (run.signal.aborted) {
      connection.destroy();
      return;
    }
    this.connection = connection;
    const { hello, greetingMillis } = connection;
    this.#succeeded(hello, greetingMillis, this.#streams(hello.topologyVersion));
  }

  #command(extra) {
    const { serverApi } = this.client.options;
    const name = serverApi?.version || this.connection.hello.helloOk ? 'hello' : 'ismaster';
    return { [name]: 1, ...extra, ...this.client.apiFields };
  }

  async #ask(run) {
    const hello = await this.connection.command('admin', this.#command(), {
      socketTimeoutMS: this.client.options.connectTimeoutMS,
    });
    if (!run.signal.aborted) this.#succeeded(hello, this.#passed(), false);
  }

  async #stream(run, { processId, counter }) {
    const { connectTimeoutMS, heartbeatFrequencyMS: maxAwaitTimeMS } = this.client.options;
    const topologyVersion = { processId, counter: Long.isLong(counter) ? counter : Long.fromNumber(Number(counter)) };
    const answered = hello => {
      if (run.signal.aborted) return;
      this.#succeeded(hello, this.pinger?.latest ?? this.#passed(), true);
      this.#tell('serverHeartbeatStarted', { awaited: true });
      this.began = performance.now();
    };
    this.pinger ??= new Pinger(this);
    answered(await this.connection.command('admin', this.#command({ maxAwaitTimeMS, topologyVersion }), {
      socketTimeoutMS: connectTimeoutMS ? connectTimeoutMS + maxAwaitTimeMS : 0,
    }, answered));
  }

  #succeeded(hello, duration, awaited) {
    if (!('isWritablePrimary' in hello)) hello.isWritablePrimary = hello.ismaster;
    this.trips.add(duration);
    this.#tell('serverHeartbeatSucceeded', { duration, reply: hello, awaited });
    this.server.heard(hello, { roundTripTime: this.trips.average, minRoundTripTime: this.trips.least });
  }

  #failed(failure, awaited) {
    this.connection?.destroy();
    this.connection = undefined;
    this.pinger?.stop();
    this.pinger = undefined;
    this.#tell('serverHeartbeatFailed', { duration: this.#passed(), failure, awaited });
    const error = failure instanceof errors.MongoError ? failure
      : new errors.MongoError(textOf(failure), { cause: failure });
    error.addErrorLabel('ResetPool');
    if (error instanceof errors.MongoNetworkTimeoutError) error.addErrorLabel('InterruptInUseConnections');
    this.server.lost(error);
  }
}

/** Measures round trips while the monitor's own connection waits for news. */
class Pinger {
  constructor(monitor) {
    this.monitor = monitor;
    this.latest = monitor.trips.samples.at(-1);
    this.stopped = false;
    this.#later();
  }

  #later() {
    this.timer = setTimeout(() => this.#ping(), this.monitor.client.options.heartbeatFrequencyMS);
  }

  async #ping() {
    const { client, hostAddress, server } = this.monitor;
    const start = performance.now();
    try {
      if (this.connection === undefined) {
        this.connection = await connect(client, hostAddress, {
          id: '<monitor>', generation: server.pool.generation,
        });
      } else {
        await this.connection.command('admin', { hello: 1, ...client.apiFields }, {});
      }
      this.latest = Math.floor(performance.now() - start);
    } catch {
      this.connection?.destroy();
      this.connection = undefined;
    }
    if (this.stopped) this.connection?.destroy();
    else this.#later();
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
    this.connection?.destroy();
  }
}

module.exports = { Monitor };
