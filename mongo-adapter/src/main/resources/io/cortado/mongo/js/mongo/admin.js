'use strict';

const { MongoUnexpectedServerResponseError } = require('./errors');
const { resolve } = require('./shared');

/** npm mongodb's `Admin`. */
class Admin {
  constructor(db) {
    this.s = { db };
  }

  async command(command, options) {
    return this.s.db.client.run('admin', command, resolve(undefined, options));
  }

  async buildInfo(options) {
    return this.command({ buildInfo: 1 }, options);
  }

  async serverInfo(options) {
    return this.command({ buildInfo: 1 }, options);
  }

  async serverStatus(options) {
    return this.command({ serverStatus: 1 }, options);
  }

  async ping(options) {
    return this.command({ ping: 1 }, options);
  }

  async removeUser(username, options) {
    await this.s.db.client.run('admin', { dropUser: username }, resolve(undefined, options));
    return true;
  }

  async validateCollection(name, options = {}) {
    const { session, ...rest } = options;
    const reply = await this.s.db.client.run(this.s.db.databaseName, { validate: name, ...rest }, { session });
    if (reply.valid === false) throw new MongoUnexpectedServerResponseError(`Invalid collection ${name}`);
    return reply;
  }

  async listDatabases(options = {}) {
    const command = { listDatabases: 1 };
    if (typeof options.nameOnly === 'boolean') command.nameOnly = options.nameOnly;
    if (options.filter) command.filter = options.filter;
    if (typeof options.authorizedDatabases === 'boolean') command.authorizedDatabases = options.authorizedDatabases;
    return this.command(command, options);
  }

  async replSetGetStatus(options) {
    return this.command({ replSetGetStatus: 1 }, options);
  }
}

module.exports = { Admin };
