'use strict';

const events = require('../events');

/** Commands that carry secrets; what they say and get is not told. */
const SECRET = new Set(['authenticate', 'saslStart', 'saslContinue', 'getnonce', 'createUser', 'updateUser',
  'copydbgetnonce', 'copydbsaslstart', 'copydb']);
const GREETINGS = new Set(['hello', 'ismaster', 'isMaster']);

/** Tells who listens to a client of one command: `commandStarted`, and how it came out. */
class CommandReport {
  /** Undefined where nobody has asked for it. */
  static start(connection, requestId, command) {
    return connection.established ? new CommandReport(connection, requestId, command) : undefined;
  }

  constructor(connection, requestId, command) {
    const { $db: databaseName } = command;
    const { address, id, serviceId, hello } = connection;
    const [commandName] = Object.keys(command);
    this.client = connection.client;
    this.secret = SECRET.has(commandName)
      || (GREETINGS.has(commandName) && Boolean(command.speculativeAuthenticate));
    this.start = performance.now();
    this.from = { address, connectionId: id, serviceId, requestId };
    this.commandName = commandName;
    this.databaseName = databaseName;
    this.serverConnectionId = hello?.connectionId === undefined ? undefined : BigInt(hello.connectionId);
    this.#emit('commandStarted', 'CommandStartedEvent', {
      ...(SECRET.has(commandName) && { commandObj: { [commandName]: true } }),
      ...this.from, databaseName, commandName, command: this.#shown(command),
      serverConnectionId: this.serverConnectionId,
    });
  }

  #shown(value) {
    return this.secret ? {} : value;
  }

  #emit(name, className, fields) {
    this.client.emit(name, new events[className]({ name, ...fields }));
  }

  #ended(outcome) {
    return {
      ...this.from, commandName: this.commandName, duration: Math.floor(performance.now() - this.start), ...outcome,
      serverConnectionId: this.serverConnectionId, databaseName: this.databaseName,
    };
  }

  succeeded(reply) {
    this.#emit('commandSucceeded', 'CommandSucceededEvent', this.#ended({ reply: this.#shown(reply) }));
    this.start = performance.now();
  }

  failed(failure) {
    this.#emit('commandFailed', 'CommandFailedEvent', this.#ended({ failure: this.#shown(failure) }));
  }
}

module.exports = { CommandReport };
