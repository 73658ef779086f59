'use strict';

/** The enumerations of npm's driver. */
module.exports = {
  AuthMechanism: Object.freeze({
    MONGODB_AWS: 'MONGODB-AWS', MONGODB_DEFAULT: 'DEFAULT', MONGODB_GSSAPI: 'GSSAPI', MONGODB_PLAIN: 'PLAIN',
    MONGODB_SCRAM_SHA1: 'SCRAM-SHA-1', MONGODB_SCRAM_SHA256: 'SCRAM-SHA-256', MONGODB_X509: 'MONGODB-X509',
    MONGODB_OIDC: 'MONGODB-OIDC',
  }),
  AutoEncryptionLoggerLevel: Object.freeze({ FatalError: 0, Error: 1, Warning: 2, Info: 3, Trace: 4 }),
  CursorTimeoutMode: Object.freeze({ ITERATION: 'iteration', LIFETIME: 'cursorLifetime' }),
  GSSAPICanonicalizationValue: Object.freeze({
    on: true, off: false, none: 'none', forward: 'forward', forwardAndReverse: 'forwardAndReverse',
  }),
  MongoLoggableComponent: Object.freeze({
    COMMAND: 'command', TOPOLOGY: 'topology', SERVER_SELECTION: 'serverSelection', CONNECTION: 'connection',
    CLIENT: 'client',
  }),
  SeverityLevel: Object.freeze({
    EMERGENCY: 'emergency', ALERT: 'alert', CRITICAL: 'critical', ERROR: 'error', WARNING: 'warn', NOTICE: 'notice',
    INFORMATIONAL: 'info', DEBUG: 'debug', TRACE: 'trace', OFF: 'off',
  }),
  Compressor: Object.freeze({ none: 0, snappy: 1, zlib: 2, zstd: 3 }),
  ExplainVerbosity: Object.freeze({
    queryPlanner: 'queryPlanner', queryPlannerExtended: 'queryPlannerExtended', executionStats: 'executionStats',
    allPlansExecution: 'allPlansExecution',
  }),
  MongoErrorLabel: Object.freeze({
    RetryableWriteError: 'RetryableWriteError', TransientTransactionError: 'TransientTransactionError',
    UnknownTransactionCommitResult: 'UnknownTransactionCommitResult', ResumableChangeStreamError:
    'ResumableChangeStreamError', HandshakeError: 'HandshakeError', ResetPool: 'ResetPool',
    PoolRequestedRetry: 'PoolRequestedRetry', InterruptInUseConnections: 'InterruptInUseConnections',
    NoWritesPerformed: 'NoWritesPerformed', RetryableError: 'RetryableError',
    SystemOverloadedError: 'SystemOverloadedError',
  }),
  ProfilingLevel: Object.freeze({ off: 'off', slowOnly: 'slow_only', all: 'all' }),
  ReadConcernLevel: Object.freeze({
    local: 'local', majority: 'majority', linearizable: 'linearizable', available: 'available', snapshot: 'snapshot',
  }),
  ReadPreferenceMode: Object.freeze({
    primary: 'primary', primaryPreferred: 'primaryPreferred', secondary: 'secondary',
    secondaryPreferred: 'secondaryPreferred', nearest: 'nearest',
  }),
  ServerApiVersion: Object.freeze({ v1: '1' }),
  ServerType: Object.freeze({
    Standalone: 'Standalone', Mongos: 'Mongos', PossiblePrimary: 'PossiblePrimary', RSPrimary: 'RSPrimary',
    RSSecondary: 'RSSecondary', RSArbiter: 'RSArbiter', RSOther: 'RSOther', RSGhost: 'RSGhost', Unknown: 'Unknown',
    LoadBalancer: 'LoadBalancer',
  }),
  TopologyType: Object.freeze({
    Single: 'Single', ReplicaSetNoPrimary: 'ReplicaSetNoPrimary', ReplicaSetWithPrimary: 'ReplicaSetWithPrimary',
    Sharded: 'Sharded', Unknown: 'Unknown', LoadBalanced: 'LoadBalanced',
  }),
};
