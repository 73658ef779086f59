'use strict';

const { MongoInvalidArgumentError } = require('../errors');

const IDLE_WRITE_MILLIS = 10000;
const LEAST_STALENESS_SECONDS = 90;

const NONE = new Set();

/** Those of a list that no attempt has failed on, or all if there is no other. */
function preferred(servers, avoided) {
  if (avoided.size === 0) return servers;
  const others = servers.filter(({ address }) => !avoided.has(address));
  return others.length > 0 ? others : servers;
}

/** Those that answer about as fast as the fastest. */
function near(topology, servers) {
  if (servers.length < 2) return servers;
  const least = Math.min(...servers.map(server => server.roundTripTime));
  return servers.filter(server => server.roundTripTime <= least + topology.localThresholdMS);
}

function requireStaleness(seconds, topology) {
  const least = Math.max((topology.heartbeatFrequencyMS + IDLE_WRITE_MILLIS) / 1000, LEAST_STALENESS_SECONDS);
  if (seconds < least) {
    const named = seconds < (topology.heartbeatFrequencyMS + IDLE_WRITE_MILLIS) / 1000
      ? (topology.heartbeatFrequencyMS + IDLE_WRITE_MILLIS) / 1000 : LEAST_STALENESS_SECONDS;
    throw new MongoInvalidArgumentError(`Option "maxStalenessSeconds" must be at least ${named} seconds`);
  }
}

/** Those that are not too far behind. */
function fresh({ maxStalenessSeconds }, topology, servers) {
  if (maxStalenessSeconds == null || maxStalenessSeconds < 0) return servers;
  requireStaleness(maxStalenessSeconds, topology);
  if (servers.length === 0) return servers;
  const primary = [...topology.servers.values()].find(({ type }) => type === 'RSPrimary');
  const latest = Math.max(...servers.map(server => server.lastWriteDate));
  const behind = server => (primary === undefined ? latest - server.lastWriteDate
    : server.lastUpdateTime - server.lastWriteDate - (primary.lastUpdateTime - primary.lastWriteDate));
  return servers.filter(server => (behind(server) + topology.heartbeatFrequencyMS) / 1000 <= maxStalenessSeconds);
}

/** Those with the tags of the first set that any has. */
function tagged({ tags }, servers) {
  if (tags == null || tags.length === 0) return servers;
  for (const set of tags) {
    const found = servers.filter(server => Object.entries(set).every(([name, value]) => server.tags[name] === value));
    if (found.length > 0) return found;
  }
  return [];
}

function members(preference, topology, servers, avoided) {
  const primaries = servers.filter(({ type }) => type === 'RSPrimary');
  if (preference.mode === 'primary') return primaries;
  const suitable = list => tagged(preference, fresh(preference, topology, list));
  const untried = list => list.filter(({ address }) => !avoided.has(address));
  if (preference.mode === 'nearest') {
    const readable = servers.filter(({ type }) => type === 'RSPrimary' || type === 'RSSecondary');
    return near(topology, preferred(suitable(readable), avoided));
  }
  const secondaries = suitable(servers.filter(({ type }) => type === 'RSSecondary'));
  const order = { primaryPreferred: [primaries, secondaries], secondaryPreferred: [secondaries, primaries],
    secondary: [secondaries] }[preference.mode];
  const choice = order.map(untried).find(list => list.length > 0) ?? order.find(list => list.length > 0) ?? [];
  return near(topology, choice);
}

/**
 * The descriptions of servers that a command may go to.
 *
 * @param {TopologyDescription} topology
 * @param {ReadPreference} preference
 * @param {Set<string>} [avoided] addresses that come last
 */
function suitable(topology, preference, avoided = NONE) {
  const servers = [...topology.servers.values()];
  const known = () => servers.filter(({ type }) => type !== 'Unknown');
  switch (topology.type) {
    case 'Single': return near(topology, known());
    case 'Sharded': return near(topology, preferred(known(), avoided));
    case 'LoadBalanced': return servers.filter(({ type }) => type === 'LoadBalancer');
    case 'Unknown': return [];
    default: return members(preference, topology, servers, avoided);
  }
}

module.exports = { suitable };
