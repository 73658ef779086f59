'use strict';

/** Arguments of `child_process`, told as the binding wants them. */

const { codes, define, unsupported } = require('../errors/errors.js');
const { validateString, validateBoolean, validateObject, validateNumber, validateOneOf } = require('../errors/validators.js');
const { toPath } = require('../fs/util.js');

define('ERR_CHILD_PROCESS_IPC_REQUIRED', "Forked processes must have an IPC channel, missing value 'ipc' in %s", Error);
define('ERR_IPC_ONE_PIPE', 'Child process can have only one IPC pipe', Error);
define('ERR_IPC_SYNC_FORK', 'IPC cannot be used with synchronous forks', Error);
define('ERR_CHILD_PROCESS_STDIO_MAXBUFFER', '%s maxBuffer length exceeded', RangeError);

function withoutNull(value, name) {
  if (typeof value === 'string' && value.includes('\0')) {
    throw new codes.ERR_INVALID_ARG_VALUE(name, value, 'must be a string without null bytes');
  }
}

function environmentOf(env) {
  const pairs = [];
  for (const name in env) {
    const value = env[name];
    if (value === undefined) continue;
    withoutNull(name, `options.env['${name}']`);
    withoutNull(`${value}`, `options.env['${name}']`);
    pairs.push(name, `${value}`);
  }
  return pairs;
}

/** The file a command without a slash means, looked for in the PATH of the child. */
function find(file, env) {
  if (file.includes('/')) return file;
  const fs = require('../fs/fs.js');
  const path = require('../path/path.js');
  for (const directory of (env.PATH ?? '/usr/bin:/bin').split(':')) {
    const candidate = path.join(directory || '.', file);
    try {
      fs.accessSync(candidate, 1);
      if (fs.statSync(candidate).isFile()) return candidate;
    } catch {
      // the next directory may have it
    }
  }
  return null;
}

/** One of the three descriptors, as the binding's word for it. */
function descriptor(wish, index) {
  if (wish === undefined || wish === null || wish === 'pipe' || wish === 'overlapped') return 'pipe';
  if (wish === 'inherit' || wish === 'ignore') return wish;
  if (wish === 'ipc') return 'ignore';
  const fd = typeof wish === 'number' ? wish : wish?.fd ?? wish?._handle?.fd;
  if (typeof fd !== 'number') throw new codes.ERR_INVALID_ARG_VALUE('stdio', wish);
  if (fd === index) return 'inherit';
  if (index === 2 && fd === 1) return '2>&1';
  const name = internalBinding('fs').files().name(fd);
  if (index === 0 || name === '' || name.startsWith('/dev/fd/')) {
    throw unsupported(`child_process: descriptor ${fd} as stdio[${index}]`, "use 'pipe' and pipe the streams");
  }
  return `>${name}`;
}

function stdioOf(stdio) {
  let list = stdio;
  if (list === undefined || list === null || typeof list === 'string') {
    if (list && !['pipe', 'inherit', 'ignore', 'overlapped'].includes(list)) {
      throw new codes.ERR_INVALID_ARG_VALUE('stdio', list);
    }
    list = [list, list, list];
  }
  if (!Array.isArray(list)) throw new codes.ERR_INVALID_ARG_VALUE('stdio', stdio);
  if (list.slice(3).some((each) => each && each !== 'ignore' && each !== 'ipc')) {
    throw unsupported('child_process: more than three descriptors', 'use files or sockets');
  }
  const channels = list.filter((each) => each === 'ipc').length;
  if (channels > 1) throw new codes.ERR_IPC_ONE_PIPE();
  return {
    stdio: [0, 1, 2].map((i) => descriptor(list[i], i)),
    /** How many places there are for streams, and whether one of them is a channel's. */
    places: Math.max(list.length, 3),
    channel: channels > 0,
  };
}

function toSignal(signal) {
  const { signals } = require('../os/constants.js').constants;
  if (typeof signal === 'number') {
    const name = Object.keys(signals).find((key) => signals[key] === signal);
    if (name) return name;
  } else if (typeof signal === 'string' && signals[signal.toUpperCase()] !== undefined) {
    return signal.toUpperCase();
  }
  throw new codes.ERR_UNKNOWN_SIGNAL(signal);
}

/** `(file, args?, options?)` checked; with a shell the command is the shell's. */
function normalize(file, args, options) {
  validateString(file, 'file');
  withoutNull(file, 'file');
  if (file.length === 0) throw new codes.ERR_INVALID_ARG_VALUE('file', file, 'cannot be empty');
  let list = [];
  let given = options;
  if (Array.isArray(args)) list = args.map(String);
  else if (args === undefined || args === null) list = [];
  else if (typeof args !== 'object') throw new codes.ERR_INVALID_ARG_TYPE('args', 'object', args);
  else given = args;
  list.forEach((each, i) => withoutNull(each, `args[${i}]`));
  given = given === undefined ? {} : given;
  validateObject(given, 'options');
  check(given);
  const cwd = given.cwd === undefined || given.cwd === null ? '' : toPath(given.cwd, 'options.cwd');
  const env = given.env ?? process.env;
  let command = [file, ...list];
  if (given.shell) {
    command = [typeof given.shell === 'string' ? given.shell : '/bin/sh', '-c', command.join(' ')];
  }
  const named = given.argv0 ? [given.argv0, ...command.slice(1)] : command;
  return { ...given, file: command[0], args: named, cwd, env, ...stdioOf(given.stdio) };
}

function check(options) {
  for (const name of ['uid', 'gid']) {
    const wanted = options[name];
    if (wanted === undefined || wanted === null) continue;
    if (wanted !== (wanted | 0)) throw new codes.ERR_INVALID_ARG_TYPE(`options.${name}`, 'int32', wanted);
    if (wanted !== process[`get${name}`]()) {
      throw unsupported(`child_process: options.${name}`, 'start the program through setpriv or sudo');
    }
  }
  if (options.argv0 !== undefined && options.argv0 !== null) {
    validateString(options.argv0, 'options.argv0');
    withoutNull(options.argv0, 'options.argv0');
  }
  if (options.serialization !== undefined) {
    validateOneOf(options.serialization, 'options.serialization', [undefined, 'json', 'advanced']);
  }
  if (options.detached !== undefined && options.detached !== null) validateBoolean(options.detached, 'options.detached');
  if (options.shell !== undefined && options.shell !== null && typeof options.shell !== 'boolean'
      && typeof options.shell !== 'string') {
    throw new codes.ERR_INVALID_ARG_TYPE('options.shell', ['boolean', 'string'], options.shell);
  }
  if (options.timeout !== undefined && options.timeout !== null) validateNumber(options.timeout, 'timeout', 0);
}

/** A shell that gives a program another name for itself, which the JVM cannot. */
const RENAMING = '/bin/bash';

/** What was started, and with what, for the binding: null where there is no such program. */
function command(options) {
  const file = find(options.file, options.env);
  if (file === null) return null;
  const [name, ...rest] = options.args;
  if (!options.argv0 || name === options.file) return [file, ...rest];
  if (!require('../fs/fs.js').existsSync(RENAMING)) {
    throw unsupported('child_process: options.argv0', `install ${RENAMING}, which starts a program by another name`);
  }
  return [RENAMING, '-c', 'exec -a "$0" "$@"', name, file, ...rest];
}

/** The error of a program that cannot be started. */
function spawnError(number, syscall, options) {
  const { errnoException } = require('../errors/uv.js');
  const error = errnoException(number, `${syscall} ${options.file}`);
  error.path = options.file;
  error.spawnargs = options.args.slice(1);
  return error;
}

const BY_SIGNAL = new Set([4, 6, 7, 8, 9, 11, 15]);

/** Exit code and signal: the JVM reports a signal as 128 and its number. */
function outcome(code, sent) {
  const { signals } = require('../os/constants.js').constants;
  const number = code - 128;
  if (number > 0 && (sent === number || BY_SIGNAL.has(number))) {
    return [null, Object.keys(signals).find((name) => signals[name] === number)];
  }
  return [code, null];
}

module.exports = { normalize, environmentOf, command, spawnError, toSignal, outcome };
