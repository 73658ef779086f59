'use strict';

/** `process.report`: what the process is and does, as a document. The engine and its machine are the JVM's. */

const { codes } = require('../errors/errors.js');
const { validateBoolean, validateObject, validateString } = require('../errors/validators.js');
const os = require('os');
const path = require('path');

const settings = {
  directory: '', filename: '', compact: false, excludeNetwork: false, signal: 'SIGUSR2', reportOnFatalError: false,
  reportOnSignal: false, reportOnUncaughtException: false, excludeEnv: false,
};
const VERSION = 3;
const MICROS = 1e6;
let sequence = 0;

function header(event, trigger, filename) {
  const now = new Date();
  return {
    reportVersion: VERSION, event, trigger, filename,
    dumpEventTime: `${now.toISOString().slice(0, -5)}Z`,
    dumpEventTimeStamp: String(now.getTime()),
    processId: process.pid, threadId: 0, cwd: process.cwd(),
    commandLine: [process.execPath, ...process.execArgv, ...process.argv.slice(1)],
    nodejsVersion: process.version, wordSize: 64, arch: process.arch, platform: process.platform,
    componentVersions: { ...process.versions }, release: { ...process.release },
    osName: os.type(), osRelease: os.release(), osVersion: os.version(), osMachine: os.machine(),
    cpus: os.cpus(),
    networkInterfaces: settings.excludeNetwork ? [] : interfaces(),
    host: os.hostname(),
  };
}

function interfaces() {
  return Object.entries(os.networkInterfaces()).flatMap(([name, list]) =>
    list.map(({ internal, mac, address, netmask, family, scopeid }) => ({ name, internal, mac, address, netmask, family, scopeid })));
}

/** The stack of an error, line by line, and its own properties. */
function javascriptStack(error) {
  const [message, ...frames] = String(error?.stack ?? error).split('\n');
  const errorProperties = {};
  for (const [key, value] of Object.entries(error ?? {})) errorProperties[key] = String(value);
  return { message, stack: frames.map((frame) => frame.trim()), errorProperties };
}

function resourceUsage() {
  const { userCPUTime, systemCPUTime, maxRSS, minorPageFault, majorPageFault, fsRead, fsWrite } = process.resourceUsage();
  const share = (micros) => micros / MICROS / process.uptime() * 100;
  return {
    free_memory: String(os.freemem()), total_memory: String(os.totalmem()), rss: String(process.memoryUsage.rss()),
    constrained_memory: String(process.constrainedMemory()), available_memory: String(process.availableMemory()),
    userCpuSeconds: userCPUTime / MICROS, kernelCpuSeconds: systemCPUTime / MICROS,
    cpuConsumptionPercent: share(userCPUTime + systemCPUTime), userCpuConsumptionPercent: share(userCPUTime),
    kernelCpuConsumptionPercent: share(systemCPUTime), maxRss: String(maxRSS * 1024),
    pageFaults: { IORequired: String(majorPageFault), IONotRequired: String(minorPageFault) },
    fsActivity: { reads: fsRead, writes: fsWrite },
  };
}

function make(error, trigger, filename) {
  const { heapTotal, heapUsed } = process.memoryUsage();
  return {
    header: header('JavaScript API', trigger, filename),
    javascriptStack: javascriptStack(error),
    javascriptHeap: {
      totalMemory: heapTotal, usedMemory: heapUsed, availableMemory: heapTotal - heapUsed, memoryLimit: heapTotal, heapSpaces: {},
    },
    nativeStack: [],
    resourceUsage: resourceUsage(),
    libuv: process.getActiveResourcesInfo().map((type) => ({ type, is_active: true })),
    workers: [],
    ...(settings.excludeEnv ? {} : { environmentVariables: { ...process.env } }),
    userLimits: {},
    sharedObjects: [],
  };
}

/** The error that a report tells of where none was given. */
function synthetic() {
  const error = new Error('JavaScript Callstack');
  error.name = 'Error [ERR_SYNTHETIC]';
  error.code = 'ERR_SYNTHETIC';
  return error;
}

function fileName() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, '0');
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  const time = `${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
  return `report.${day}.${time}.${process.pid}.0.${String(++sequence).padStart(3, '0')}.json`;
}

const report = {
  writeReport(file, err) {
    let name = file;
    let error = err;
    if (typeof file === 'object' && file !== null) {
      error = file;
      name = undefined;
    } else if (file !== undefined) {
      validateString(file, 'file');
    }
    if (error === undefined) error = synthetic();
    else validateObject(error, 'err');
    name ??= settings.filename || fileName();
    const document = make(error, 'WriteReport', name);
    const text = settings.compact ? JSON.stringify(document) : JSON.stringify(document, null, 2);
    if (name === 'stdout' || name === 'stderr') {
      process[name].write(`${text}\n`);
      return name;
    }
    const target = path.resolve(settings.directory || process.cwd(), name);
    process.stderr.write(`\nWriting Node.js report to file: ${name}\n`);
    require('fs').writeFileSync(target, `${text}\n`, { mode: 0o600 });
    process.stderr.write('Node.js report completed\n');
    return name;
  },

  getReport(err) {
    if (err !== undefined) validateObject(err, 'err');
    return JSON.parse(JSON.stringify(make(err ?? synthetic(), 'GetReport', null)));
  },
};

/** What is asked for when the process fails or gets a signal is listened for as long as it is wanted. */
const writers = {
  reportOnSignal: [() => settings.signal, () => report.writeReport()],
  reportOnUncaughtException: [() => 'uncaughtExceptionMonitor', (error) => report.writeReport(error instanceof Error ? error : undefined)],
};

function listen(name, wanted) {
  const [event, writer] = writers[name];
  process.off(event(), writer);
  if (wanted) process.on(event(), writer);
}

const checks = {
  directory: validateString,
  filename: validateString,
  signal(value) {
    validateString(value, 'signal');
    const { signals } = os.constants;
    if (signals[value] === undefined) throw new codes.ERR_UNKNOWN_SIGNAL(value, signals[value.toUpperCase()] !== undefined);
  },
};

for (const name of Object.keys(settings)) {
  Object.defineProperty(report, name, {
    enumerable: true,
    configurable: true,
    get: () => settings[name],
    set(value) {
      (checks[name] ?? validateBoolean)(value, name);
      if (name === 'signal' && settings.reportOnSignal) listen('reportOnSignal', false);
      settings[name] = value;
      if (name in writers) listen(name, value);
      else if (name === 'signal' && settings.reportOnSignal) listen('reportOnSignal', true);
    },
  });
}

module.exports = { report };
