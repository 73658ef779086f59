'use strict';

const dns = require('dns');
const errors = require('../errors');
const events = require('../events');
const { HostAddress } = require('../host-address');

const RESCAN_MILLIS = 60000;
const DEFAULT_PORT = 27017;
const TXT_OPTIONS = ['authSource', 'replicaSet', 'loadBalanced'];
const EXTERNAL = new Set(['GSSAPI', 'MONGODB-AWS', 'MONGODB-OIDC', 'MONGODB-X509']);

async function asked(name, type) {
  try {
    return await dns.promises.resolve(name, type);
  } catch (error) {
    if (error.code === 'ETIMEOUT') return dns.promises.resolve(name, type);
    throw error;
  }
}

/** Refuses a host that does not belong to the domain that was asked. */
function requireRelated(host, srvHost, { srvAllowedHostsSuffix, srvHostValidator }) {
  if (srvHostValidator != null) {
    if (!srvHostValidator(host)) throw new errors.MongoAPIError('Server record was rejected by srvHostValidator');
    return;
  }
  if (srvAllowedHostsSuffix != null) {
    if (host.endsWith(srvAllowedHostsSuffix)) return;
    throw new errors.MongoAPIError('Server record does not end with srvAllowedHostsSuffix');
  }
  const asking = srvHost.replace(/\.$/, '').toLowerCase();
  const own = host.replace(/\.$/, '').toLowerCase();
  const labels = asking.split('.');
  if (labels.length < 3 && own.split('.').length <= labels.length) {
    throw new errors.MongoAPIError(
      'Server record does not have at least one more domain level than parent URI');
  }
  const parent = `.${labels.length < 3 ? asking : labels.slice(1).join('.')}`;
  if (!own.endsWith(parent)) throw new errors.MongoAPIError('Server record does not share hostname with parent URI');
}

/** What a TXT record adds to the options. */
function applyText(records, options) {
  if (records.length > 1) throw new errors.MongoParseError('Multiple text records not allowed');
  const text = new URLSearchParams(records[0].join(''));
  if ([...text.keys()].some(key => !TXT_OPTIONS.includes(key))) {
    throw new errors.MongoParseError(`Text record may only set any of: ${TXT_OPTIONS.join(', ')}`);
  }
  if (TXT_OPTIONS.some(name => text.get(name) === '')) {
    throw new errors.MongoParseError('Cannot have empty URI params in DNS TXT Record');
  }
  const { credentials } = options;
  const source = text.get('authSource');
  if (source && credentials && !options.userSpecifiedAuthSource && !EXTERNAL.has(credentials.mechanism)) {
    options.credentials = credentials.with({ source });
  }
  const replicaSet = text.get('replicaSet');
  if (replicaSet && !options.userSpecifiedReplicaSet) options.replicaSet = replicaSet;
  if (text.get('loadBalanced') === 'true') options.loadBalanced = true;
  if (options.replicaSet && options.srvMaxHosts > 0) {
    throw new errors.MongoParseError('Cannot combine replicaSet option with srvMaxHosts');
  }
}

function requireLoadBalancer(hosts, { loadBalanced, replicaSet, directConnection, srvMaxHosts }) {
  if (!loadBalanced) return;
  const problem = (hosts.length > 1 && 'loadBalanced option only supported with a single host in the URI')
    || (replicaSet && 'loadBalanced option not supported with a replicaSet option')
    || (directConnection && 'loadBalanced option not supported when directConnection is provided')
    || (srvMaxHosts > 0 && 'Cannot limit srv hosts with loadBalanced enabled');
  if (problem) throw new errors.MongoParseError(problem);
}

/** The hosts that DNS has for a `mongodb+srv` address. Options that stand beside them are added to `options`. */
async function resolveHosts(options) {
  const { srvHost, srvServiceName } = options;
  const text = asked(srvHost, 'TXT').catch(error => {
    if (error.code === 'ENODATA' || error.code === 'ENOTFOUND') return undefined;
    throw error;
  });
  text.catch(() => {});
  const records = await asked(`_${srvServiceName}._tcp.${srvHost}`, 'SRV');
  if (records.length === 0) throw new errors.MongoAPIError('No addresses found at host');
  const hosts = records.map(({ name, port }) => {
    requireRelated(name, srvHost, options);
    return HostAddress.fromString(`${name}:${port ?? DEFAULT_PORT}`);
  });
  requireLoadBalancer(hosts, options);
  const found = await text;
  if (found !== undefined) applyText(found, options);
  requireLoadBalancer(hosts, options);
  return hosts;
}

/** Asks DNS again from time to time, for a topology whose servers may change so. */
class SrvPoller {
  constructor(topology) {
    this.topology = topology;
    this.options = topology.s.options;
  }

  start() {
    this.#later(RESCAN_MILLIS);
  }

  #later(millis) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#poll(), millis);
  }

  async #poll() {
    const { timer } = this;
    const { srvHost, srvServiceName, heartbeatFrequencyMS } = this.options;
    const records = await dns.promises.resolve(`_${srvServiceName}._tcp.${srvHost}`, 'SRV').catch(() => []);
    if (timer !== this.timer) return;
    const srvRecords = records.filter(({ name }) => {
      try {
        requireRelated(name, srvHost, this.options);
        return true;
      } catch {
        return false;
      }
    });
    if (srvRecords.length > 0) this.topology.renamed(new events.SrvPollingEvent({ srvRecords }));
    this.#later(srvRecords.length > 0 ? RESCAN_MILLIS : heartbeatFrequencyMS);
  }

  stop() {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}

module.exports = { SrvPoller, requireLoadBalancer, resolveHosts };
