'use strict';

/** An enumeration whose members are called what they are. */
const named = (...names) => Object.freeze(Object.fromEntries(names.map(name => [name, name])));

/** An enumeration of numbers from 0 on. */
const numbered = (...names) => Object.freeze(Object.fromEntries(names.map((name, i) => [name, i])));

/** An enumeration of words under their capitals, or under the longer names that some have. */
const worded = (words, longer = {}) => Object.freeze(Object.fromEntries(
  words.map(word => [longer[word] ?? word.toUpperCase(), word])));

/** The enumerations of npm's driver. */
module.exports = {
  AuthMechanism: Object.freeze({
    MONGODB_AWS: 'MONGODB-AWS', MONGODB_DEFAULT: 'DEFAULT', MONGODB_GSSAPI: 'GSSAPI', MONGODB_PLAIN: 'PLAIN',
    MONGODB_SCRAM_SHA1: 'SCRAM-SHA-1', MONGODB_SCRAM_SHA256: 'SCRAM-SHA-256', MONGODB_X509: 'MONGODB-X509',
    MONGODB_OIDC: 'MONGODB-OIDC',
  }),
  AutoEncryptionLoggerLevel: numbered('FatalError', 'Error', 'Warning', 'Info', 'Trace'),
  CursorTimeoutMode: Object.freeze({ ITERATION: 'iteration', LIFETIME: 'cursorLifetime' }),
  GSSAPICanonicalizationValue: Object.freeze({
    on: true, off: false, none: 'none', forward: 'forward', forwardAndReverse: 'forwardAndReverse',
  }),
  MongoLoggableComponent: worded(['command', 'topology', 'serverSelection', 'connection', 'client'], {
    serverSelection: 'SERVER_SELECTION',
  }),
  SeverityLevel: worded(
    ['emergency', 'alert', 'critical', 'error', 'warn', 'notice', 'info', 'debug', 'trace', 'off'],
    { warn: 'WARNING', info: 'INFORMATIONAL' }),
  Compressor: numbered('none', 'snappy', 'zlib', 'zstd'),
  ExplainVerbosity: named('queryPlanner', 'queryPlannerExtended', 'executionStats', 'allPlansExecution'),
  MongoErrorLabel: named(
    'RetryableWriteError', 'TransientTransactionError', 'UnknownTransactionCommitResult',
    'ResumableChangeStreamError', 'HandshakeError', 'ResetPool', 'PoolRequestedRetry', 'InterruptInUseConnections',
    'NoWritesPerformed', 'RetryableError', 'SystemOverloadedError'),
  ProfilingLevel: Object.freeze({ off: 'off', slowOnly: 'slow_only', all: 'all' }),
  ReadConcernLevel: named('local', 'majority', 'linearizable', 'available', 'snapshot'),
  ReadPreferenceMode: named('primary', 'primaryPreferred', 'secondary', 'secondaryPreferred', 'nearest'),
  ServerApiVersion: Object.freeze({ v1: '1' }),
  ServerType: named(
    'Standalone', 'Mongos', 'PossiblePrimary', 'RSPrimary', 'RSSecondary', 'RSArbiter', 'RSOther', 'RSGhost',
    'Unknown', 'LoadBalancer'),
  TopologyType: named('Single', 'ReplicaSetNoPrimary', 'ReplicaSetWithPrimary', 'Sharded', 'Unknown', 'LoadBalanced'),
};
