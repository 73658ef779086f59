'use strict';

/**
 * The options of a client in npm's order, each with its type, `=` the value it has when nobody gives it, `>` another
 * name that its value gets, and `6` or `7` where only that version knows it. What has no type has a reader of its own.
 */
const TABLE = `
enableOverloadRetargeting:boolean=false~7 appName:string auth>credentials authMechanism>credentials
authMechanismProperties>credentials authSource>credentials autoEncryption:record autoSelectFamily:boolean=true~6
autoSelectFamily:boolean~7 autoSelectFamilyAttemptTimeout:uint bsonRegExp:boolean serverApi checkKeys:boolean
compressors=none connectTimeoutMS:uint=30000 dbName:string directConnection:boolean=false driverInfo:record={}
enableUtf8Validation:boolean=true family fieldsAsRaw:record forceServerObjectId:boolean=false fsync>writeConcern
heartbeatFrequencyMS:uint=10000 ignoreUndefined:boolean j>writeConcern journal>writeConcern
loadBalanced:boolean=false localThresholdMS:uint=15 maxAdaptiveRetries:uint=2~7 maxConnecting=2 maxIdleTimeMS:uint=0
maxPoolSize:uint=100 maxStalenessSeconds>readPreference minInternalBufferSize:uint minPoolSize:uint=0
minHeartbeatFrequencyMS:uint=500 monitorCommands:boolean=false name>driverInfo noDelay:boolean=true pkFactory
promoteBuffers:boolean promoteLongs:boolean promoteValues:boolean useBigInt64:boolean proxyHost:string
proxyPassword:string proxyPort:uint proxyUsername:string raw:boolean=false readConcern readConcernLevel>readConcern
readPreference readPreferenceTags>readPreference replicaSet:string retryReads:boolean=true retryWrites:boolean=true
runtimeAdapters:record~7 serializeFunctions:boolean serverMonitoringMode=auto serverSelectionTimeoutMS:uint=30000
servername:string socketTimeoutMS:uint=0 srvAllowedHostsSuffix~7 srvHostValidator~7 srvMaxHosts:uint=0
srvServiceName:string=mongodb ssl:boolean>tls timeoutMS:uint~6 timeoutMS~7 tls:boolean
tlsAllowInvalidCertificates>rejectUnauthorized tlsAllowInvalidHostnames>checkServerIdentity tlsCAFile:string
tlsCRLFile:string tlsCertificateKeyFile:string tlsCertificateKeyFilePassword:any>passphrase tlsInsecure w>writeConcern
waitQueueTimeoutMS:uint=0 writeConcern wtimeout>writeConcern wtimeoutMS>writeConcern zlibCompressionLevel:int=0
mongodbLogPath mongodbLogComponentSeverities mongodbLogMaxDocumentLength:uint connectionType:any srvPoller:any
allowPartialTrustChain:any minDHSize:any pskCallback:any secureContext:any enableTrace:any requestCert:any
rejectUnauthorized:any checkServerIdentity:any keepAliveInitialDelay:any ALPNProtocols:any SNICallback:any session:any
requestOCSP:any localAddress:any localPort:any hints:any lookup:any ca:any cert:any ciphers:any crl:any ecdhCurve:any
key:any passphrase:any pfx:any secureProtocol:any index:any useNewUrlParser:boolean~6 useUnifiedTopology:boolean~6
__skipPingOnConnect:boolean`;

const ENTRY = /^(\w+)(?::(\w+))?(?:=([^>~]*))?(?:>(\w+))?(?:~(\d))?$/;

const VALUES = { true: true, false: false, '{}': {} };

function valueOf(text, type) {
  if (text === undefined) return undefined;
  return type === 'uint' || type === 'int' ? Number(text) : VALUES[text] ?? text;
}

const entries = TABLE.trim().split(/\s+/).map(text => {
  const [, name, type, standard, target = name, major] = ENTRY.exec(text);
  return { name, type, standard: valueOf(standard, type), target, major };
});

const of = major => entries.filter(entry => entry.major === undefined || Number(entry.major) === major);

const tables = { 6: of(6), 7: of(7) };
const names = {
  6: new Map(tables[6].map(({ name }) => [name.toLowerCase(), name])),
  7: new Map(tables[7].map(({ name }) => [name.toLowerCase(), name])),
};

module.exports = {
  /** The options that a version knows. */
  optionsOf: major => tables[major],
  /** Their names by what they are in small letters. */
  namesOf: major => names[major],
};
