'use strict';

/** Whose the process is, with which rights its files are made, and what it has used: members of `process`. */

const { codes } = require('../errors/errors.js');
const { validateUint32 } = require('../errors/validators.js');

const binding = internalBinding('identity');
const OCTAL = /^[0-7]+$/;

/** The error of a call that has failed with that number of the system's. */
function failed(errno, syscall) {
  const { getSystemErrorName, getSystemErrorMap } = require('util');
  const code = getSystemErrorName(errno);
  const [, text] = getSystemErrorMap().get(errno);
  const error = new Error(`${code}, ${text[0].toUpperCase()}${text.slice(1)}`);
  return Object.assign(error, { errno: -errno, code, syscall });
}

/** A user's or group's number, given as that or by name. */
function number(value, name, kind) {
  if (typeof value === 'number') {
    validateUint32(value, name);
    return value;
  }
  if (typeof value !== 'string') throw new codes.ERR_INVALID_ARG_TYPE(name, ['number', 'string'], value);
  const id = kind === 'User' ? binding.user(value) : binding.group(value);
  if (id < 0) throw new codes.ERR_UNKNOWN_CREDENTIAL(kind, value);
  return id;
}

function setter(syscall, kind) {
  return (id) => {
    const errno = binding.set(syscall, number(id, 'id', kind));
    if (errno < 0) throw failed(errno, syscall);
  };
}

function umask(mask = undefined) {
  if (mask === undefined) {
    // The system tells the mask only to who sets one.
    const now = binding.umask(0);
    binding.umask(now);
    return now;
  }
  let bits = mask;
  if (typeof mask === 'string') {
    if (!OCTAL.test(mask)) throw new codes.ERR_INVALID_ARG_VALUE('mask', mask, 'must be a 32-bit unsigned integer or an octal string');
    bits = parseInt(mask, 8);
  }
  validateUint32(bits, 'mask');
  return binding.umask(bits & 0o777);
}

function setgroups(groups) {
  if (!Array.isArray(groups)) throw new codes.ERR_INVALID_ARG_TYPE('groups', 'Array', groups);
  for (let i = 0; i < groups.length; i++) {
    if (typeof groups[i] === 'number') validateUint32(groups[i], `groups[${i}]`);
    else if (typeof groups[i] !== 'string') throw new codes.ERR_INVALID_ARG_TYPE(`groups[${i}]`, ['number', 'string'], groups[i]);
  }
  const errno = binding.setGroups(groups.map((group, i) => number(group, `groups[${i}]`, 'Group')));
  if (errno < 0) throw failed(errno, 'setgroups');
}

/** The groups of the process, with the effective one where the system leaves it out. */
function getgroups() {
  const groups = Array.from(binding.groups());
  const own = binding.get('getegid');
  return groups.includes(own) ? groups : [...groups, own];
}

function initgroups(user, extraGroup) {
  if (typeof user === 'number') validateUint32(user, 'user');
  else if (typeof user !== 'string') throw new codes.ERR_INVALID_ARG_TYPE('user', ['number', 'string'], user);
  if (typeof extraGroup === 'number') validateUint32(extraGroup, 'extraGroup');
  else if (typeof extraGroup !== 'string') throw new codes.ERR_INVALID_ARG_TYPE('extraGroup', ['number', 'string'], extraGroup);
  const name = typeof user === 'number' ? binding.userName(user) : user;
  if (name === null) throw new codes.ERR_UNKNOWN_CREDENTIAL('User', user);
  const errno = binding.initGroups(name, number(extraGroup, 'extraGroup', 'Group'));
  if (errno < 0) throw failed(errno, 'initgroups');
}

/** `ERR_INVALID_ARG_VALUE` as the RangeError that it is here. */
function outOfRange(name, value) {
  const { message, code } = new codes.ERR_INVALID_ARG_VALUE(name, value);
  return Object.assign(new RangeError(message), { code });
}

/** `cpuUsage` and `threadCpuUsage`: microseconds, all or those since an earlier answer. */
function cpu(thread) {
  return (previous = undefined) => {
    if (previous) {
      require('../errors/validators.js').validateObject(previous, 'prevValue');
      for (const key of ['user', 'system']) {
        const value = previous[key];
        if (typeof value !== 'number') throw new codes.ERR_INVALID_ARG_TYPE(`prevValue.${key}`, 'number', value);
        if (!(value >= 0 && value <= Number.MAX_SAFE_INTEGER)) throw outOfRange(`prevValue.${key}`, value);
      }
    }
    const [user, system] = binding.usage(thread);
    return previous ? { user: user - previous.user, system: system - previous.system } : { user, system };
  };
}

function resourceUsage() {
  const [
    userCPUTime, systemCPUTime, maxRSS, sharedMemorySize, unsharedDataSize, unsharedStackSize, minorPageFault, majorPageFault,
    swappedOut, fsRead, fsWrite, ipcSent, ipcReceived, signalsCount, voluntaryContextSwitches, involuntaryContextSwitches,
  ] = binding.usage(false);
  return {
    userCPUTime, systemCPUTime, maxRSS, sharedMemorySize, unsharedDataSize, unsharedStackSize, minorPageFault, majorPageFault,
    swappedOut, fsRead, fsWrite, ipcSent, ipcReceived, signalsCount, voluntaryContextSwitches, involuntaryContextSwitches,
  };
}

const members = {
  umask, setgroups, getgroups, initgroups, resourceUsage,
  cpuUsage: cpu(false),
  threadCpuUsage: cpu(true),
  setuid: setter('setuid', 'User'),
  seteuid: setter('seteuid', 'User'),
  setgid: setter('setgid', 'Group'),
  setegid: setter('setegid', 'Group'),
  getuid: () => binding.get('getuid'),
  geteuid: () => binding.get('geteuid'),
  getgid: () => binding.get('getgid'),
  getegid: () => binding.get('getegid'),
};

module.exports = { members };
