'use strict';

/** A thread as it finds itself: what its process object does otherwise, and what it runs. */

const { codes } = require('../errors/errors.js');
const { fromParcel } = require('../util/structured-clone.js');
const { process } = require('../process/process.js');
const { Control } = require('./control.js');
const messaging = require('../web/messaging.js');
const data = require('./data.js');
const binding = internalBinding('worker');

const boot = fromParcel(binding.boot()).value;
const streams = {};
const control = new Control(binding.control(), {
  chunk: (name, bytes) => input().take(bytes),
  taken: (name, count) => streams[name].taken(count),
});
const parentPort = messaging.port(binding.mail());

/** Standard input: what comes from the thread that has started this one, or nothing. */
function input() {
  if (streams.stdin === undefined) {
    const { Drain } = require('./pipes.js');
    let kept = false;
    streams.stdin = new Drain('stdin', control.send, (keep) => {
      if (keep !== kept) control.keep(kept = keep);
    });
    streams.stdin.fd = 0;
    if (!boot.stdin) streams.stdin.take(null);
  }
  return streams.stdin;
}

function output(name) {
  const { Source } = require('./pipes.js');
  streams[name] = new Source(name, control.send, control.keep);
  streams[name].fd = name === 'stdout' ? 1 : 2;
  return streams[name];
}

/** Members of `process` that concern all threads. */
const REFUSED = ['abort', 'chdir', 'initgroups', 'setegid', 'seteuid', 'setgid', 'setgroups', 'setuid'];

function refuse(name) {
  const refused = () => {
    throw new codes.ERR_WORKER_UNSUPPORTED_OPERATION(`process.${name}()`);
  };
  Object.defineProperty(refused, 'name', { value: name });
  refused.disabled = true;
  return refused;
}

function prepare() {
  for (const name of REFUSED) if (name in process) process[name] = refuse(name);
  const { umask } = process;
  process.umask = function (mask) {
    if (mask !== undefined) throw new codes.ERR_WORKER_UNSUPPORTED_OPERATION('Setting process.umask()');
    return umask();
  };
  Object.assign(require('../process/streams.js'), {
    writeEarly: () => false, stdin: input, stdout: () => output('stdout'), stderr: () => output('stderr'),
  });
  require('../process/fatal.js').print = (error) => control.send('error', require('./failure.js').toMessage(error));
  const { reallyExit } = process;
  process.reallyExit = (code) => {
    process._exiting = true;
    for (const name of ['stdout', 'stderr']) streams[name]?.flush();
    reallyExit(code);
  };
  if (boot.shares) require('./environment.js').share();
  data.begin(boot.environmentData);
  const { text, address, file } = boot.program;
  process.argv.splice(1, Infinity, file ?? (text === undefined ? address : '[worker eval]'), ...boot.argv);
}

/** What the thread is for. */
function program(loader) {
  const { text, address, file } = boot.program;
  if (file !== undefined) return loader.runMain(file);
  if (text !== undefined) return require('../loader/program.js').ofText('[worker eval]', text).run(loader);
  return loader.esm().load(`${process.cwd()}/`, address, '').catch((error) => require('../task/tick.js').uncaught(error));
}

/** Begins to run; called by the loop. */
function start(loader, options) {
  prepare();
  require('./door.js').watch();
  control.send('up');
  const run = () => program(loader);
  if (options.length === 0) run();
  else require('../loader/preload.js').start(loader, options, process.argv[1], run);
}

module.exports = { start, parentPort, workerData: boot.workerData, limits: boot.limits, name: boot.name };
