'use strict';

/** The client half of `http`. */

const { ClientRequest } = require('./request.js');
const agents = require('./agent.js');

function request(url, options, callback) {
  return new ClientRequest(url, options, callback);
}

function get(url, options, callback) {
  const made = request(url, options, callback);
  made.end();
  return made;
}

module.exports = {
  ClientRequest,
  Agent: agents.Agent,
  get globalAgent() {
    return agents.globalAgent;
  },
  set globalAgent(value) {
    agents.globalAgent = value;
  },
  request,
  get,
};
