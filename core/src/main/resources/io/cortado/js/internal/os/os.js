'use strict';

/** Node's `os`. */

const { codes, define } = require('../errors/errors.js');
const { validateInteger, validateInt32 } = require('../errors/validators.js');
const { byNumber } = require('../errors/uv.js');
const { constants } = require('./constants.js');
const binding = internalBinding('os');

define('ERR_SYSTEM_ERROR', function (info) {
  Object.assign(this, { info, errno: info.errno, syscall: info.syscall });
  return `A system error occurred: ${info.syscall} returned ${info.code} (${info.message})`;
}, Error);

let known = null;

/** Facts that do not change while the process runs. */
function facts() {
  if (known === null) {
    const [type, release, version, machine, hostname, user, home] = binding.facts();
    known = { type, release, version, machine, hostname: hostname || binding.hostname(), user, home };
  }
  return known;
}

function failed(number, syscall) {
  const [code, message] = byNumber.get(number) ?? ['UNKNOWN', 'unknown error'];
  return new codes.ERR_SYSTEM_ERROR({ errno: number, code, message, syscall });
}

function cpus() {
  return Array.from(binding.cpus(), (line) => {
    const [model, speed, ...ticks] = line.split('\t');
    const [user, nice, sys, idle, irq] = ticks.map((tick) => tick * 10);
    return { model, speed: Math.floor(speed), times: { user, nice, sys, idle, irq } };
  });
}

function networkInterfaces() {
  const all = {};
  const values = binding.interfaces();
  for (let i = 0; i < values.length; i += 8) {
    const entry = {
      address: values[i + 1], netmask: values[i + 2], family: values[i + 3], mac: values[i + 4],
      internal: values[i + 5] === 'true', cidr: values[i + 7],
    };
    if (entry.family === 'IPv6') entry.scopeid = +values[i + 6];
    (all[values[i]] ??= []).push(entry);
  }
  return all;
}

function homedir() {
  return process.env.HOME || facts().home;
}

function tmpdir() {
  const path = process.env.TMPDIR || process.env.TMP || process.env.TEMP || '/tmp';
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

function userInfo(options) {
  const uid = process.getuid();
  const gid = process.getgid();
  const [username, , , , , home, shell] = (binding.account(uid) ?? `${facts().user}::::::`).split(':');
  const info = { uid, gid, username, homedir: home || facts().home, shell: shell || null };
  if (options?.encoding === 'buffer') {
    const { Buffer } = require('../buffer/buffer.js');
    for (const name of ['username', 'homedir', 'shell']) info[name] = info[name] === null ? null : Buffer.from(info[name]);
  }
  return Object.assign(Object.create(null), { uid, gid }, info);
}

function getPriority(pid = 0) {
  validateInt32(pid, 'pid');
  const priority = binding.priority(pid);
  if (priority < -1000) throw failed(priority + 1000, 'uv_os_getpriority');
  return priority;
}

function setPriority(pid, priority) {
  let target = pid;
  let wanted = priority;
  if (wanted === undefined) {
    wanted = target;
    target = 0;
  }
  validateInt32(target, 'pid');
  validateInteger(wanted, 'priority', -20, 19);
  const result = binding.setPriority(target, wanted);
  if (result < 0) throw failed(result, 'uv_os_setpriority');
}

function endianness() {
  return 'LE';
}

module.exports = {
  arch: () => process.arch,
  availableParallelism: () => binding.processors(),
  cpus,
  endianness,
  freemem: () => binding.memory()[1],
  getPriority,
  homedir,
  hostname: () => facts().hostname,
  loadavg: () => [...binding.loadAverage()],
  networkInterfaces,
  platform: () => process.platform,
  release: () => facts().release,
  setPriority,
  tmpdir,
  totalmem: () => binding.memory()[0],
  type: () => facts().type,
  userInfo,
  uptime: () => binding.uptime(),
  version: () => facts().version,
  machine: () => facts().machine,
};

for (const name of ['arch', 'availableParallelism', 'endianness', 'freemem', 'homedir', 'hostname', 'platform',
  'release', 'tmpdir', 'totalmem', 'type', 'uptime', 'version', 'machine']) {
  const call = module.exports[name];
  Object.defineProperty(call, Symbol.toPrimitive, { value: () => call(), configurable: true });
}

Object.defineProperties(module.exports, {
  constants: { value: constants, enumerable: true },
  EOL: { value: '\n', enumerable: true, configurable: true },
  devNull: { value: '/dev/null', enumerable: true, configurable: true },
});
