'use strict';

/** `fs.rm` and `fs.cp`. */

const path = require('../path/path.js');
const ops = require('./ops.js');
const { codes, define } = require('../errors/errors.js');
const uv = require('../errors/uv.js');
const { toPath } = require('./util.js');
const { validateBoolean, validateFunction } = require('../errors/validators.js');

const PREFIXES = {
  ERR_FS_EISDIR: 'Path is a directory',
  ERR_FS_CP_DIR_TO_NON_DIR: 'Cannot overwrite non-directory with directory',
  ERR_FS_CP_NON_DIR_TO_DIR: 'Cannot overwrite directory with non-directory',
  ERR_FS_CP_EEXIST: 'Target already exists',
  ERR_FS_CP_EINVAL: 'Invalid src or dest',
  ERR_FS_CP_FIFO_PIPE: 'Cannot copy a FIFO pipe',
  ERR_FS_CP_SOCKET: 'Cannot copy a socket file',
  ERR_FS_CP_SYMLINK_TO_SUBDIRECTORY: 'Cannot overwrite symlink in subdirectory of self',
  ERR_FS_CP_UNKNOWN: 'Cannot copy an unknown file type',
};
for (const [code, prefix] of Object.entries(PREFIXES)) {
  define(code, function (info) {
    this.name = 'SystemError';
    Object.assign(this, { code, info, errno: info.errno, syscall: info.syscall, path: info.path });
    if (info.dest !== undefined) this.dest = info.dest;
    let text = `${prefix}: ${info.syscall} returned ${info.code} (${info.message})`;
    if (info.path !== undefined) text += ` ${info.path}`;
    if (info.dest !== undefined) text += ` => ${info.dest}`;
    return text;
  }, Error);
}

function systemError(code, errnoCode, message, syscall, name) {
  const info = { message, path: name, syscall, errno: -uv.byCode[errnoCode], code: errnoCode };
  const error = new codes[code](info);
  Object.defineProperty(error, 'name', { value: 'SystemError', enumerable: false, configurable: true, writable: true });
  return error;
}

function checkRm(options) {
  if (typeof options !== 'object') throw new codes.ERR_INVALID_ARG_TYPE('options', 'object', options);
  const { recursive = false, force = false } = options;
  validateBoolean(force, 'options.force');
  validateBoolean(recursive, 'options.recursive');
  return { recursive, force };
}

/** Removes files and, with `recursive`, directories. */
function rm(target, options, callback) {
  const name = toPath(target);
  const { recursive, force } = checkRm(options);
  if (callback === undefined) {
    try {
      if (directoryRefused(ops.lstat(name), recursive)) {
        throw systemError('ERR_FS_EISDIR', 'EISDIR', 'is a directory', 'rm', name);
      }
      ops.removeTree(name);
    } catch (error) {
      if (!(force && error.code === 'ENOENT')) throw error;
    }
    return undefined;
  }
  const done = (error) => callback(error && !(force && error.code === 'ENOENT') ? error : null);
  return ops.lstat(name, undefined, (error, stats) => {
    if (error) done(error);
    else if (directoryRefused(stats, recursive)) {
      done(systemError('ERR_FS_EISDIR', 'EISDIR', 'is a directory', 'rm', name));
    } else ops.removeTree(name, done);
  });
}

/** Removes an empty directory, or with `recursive` one with all that is in it. */
function rmdir(path, options, callback) {
  return options?.recursive ? rm(path, { recursive: true, force: true }, callback) : ops.rmdir(path, callback);
}

function directoryRefused(stats, recursive) {
  return stats.isDirectory() && !recursive;
}

function checkCp(options) {
  if (options === null || typeof options !== 'object') {
    throw new codes.ERR_INVALID_ARG_TYPE('options', 'Object', options);
  }
  const given = {
    dereference: false, errorOnExist: false, force: true, preserveTimestamps: false, recursive: false,
    verbatimSymlinks: false, mode: 0, ...options,
  };
  for (const name of ['dereference', 'errorOnExist', 'force', 'preserveTimestamps', 'recursive', 'verbatimSymlinks']) {
    validateBoolean(given[name], `options.${name}`);
  }
  if (given.filter !== undefined) validateFunction(given.filter, 'options.filter');
  return given;
}

/**
 * Both forms of `cp` run the same steps: a generator that yields the operations it needs, so that the order of the
 * checks is written down once.
 */
function* copy(from, to, options, root) {
  if (options.filter && !(yield ['filter', from, to])) return;
  const source = yield [options.dereference ? 'stat' : 'lstat', from];
  const target = yield ['maybe', to, options.dereference];
  if (target) {
    if (source.ino === target.ino && source.dev === target.dev) {
      throw systemError('ERR_FS_CP_EINVAL', 'EINVAL', 'src and dest cannot be the same', 'cp', to);
    }
    if (source.isDirectory() && !target.isDirectory()) {
      throw systemError('ERR_FS_CP_DIR_TO_NON_DIR', 'EISDIR',
        `cannot overwrite non-directory ${to} with directory ${from}`, 'cp', to);
    }
    if (!source.isDirectory() && target.isDirectory()) {
      throw systemError('ERR_FS_CP_NON_DIR_TO_DIR', 'ENOTDIR',
        `cannot overwrite directory ${to} with non-directory ${from}`, 'cp', to);
    }
  }
  if (source.isDirectory() && isInside(from, to)) {
    throw systemError('ERR_FS_CP_EINVAL', 'EINVAL', `cannot copy ${from} to a subdirectory of self ${to}`, 'cp', to);
  }
  if (root) yield ['mkdir', path.dirname(path.resolve(to)), { recursive: true }];
  if (source.isDirectory()) {
    if (!options.recursive) {
      throw systemError('ERR_FS_EISDIR', 'EISDIR', `Recursive option not enabled, cannot copy a directory: ${from}`,
        'cp', from);
    }
    if (!target) yield ['mkdir', to, { mode: source.mode & 0o7777 }];
    for (const name of yield ['readdir', from, {}]) {
      yield* copy(path.join(from, name), path.join(to, name), options, false);
    }
    return;
  }
  if (source.isSymbolicLink()) yield* copyLink(from, to, options, target);
  else if (source.isFile() || source.isCharacterDevice() || source.isBlockDevice()) {
    yield* copyFile(from, to, options, source, target);
  } else if (source.isSocket()) {
    throw systemError('ERR_FS_CP_SOCKET', 'EINVAL', `cannot copy a socket file: ${to}`, 'cp', to);
  } else if (source.isFIFO()) {
    throw systemError('ERR_FS_CP_FIFO_PIPE', 'EINVAL', `cannot copy a FIFO pipe: ${to}`, 'cp', to);
  }
}

function isInside(parent, child) {
  const relative = path.relative(path.resolve(parent), path.resolve(child));
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
}

function* copyLink(from, to, options, target) {
  let link = yield ['readlink', from];
  if (!options.verbatimSymlinks && !path.isAbsolute(link)) link = path.resolve(path.dirname(from), link);
  if (target) {
    if (!options.force) {
      if (options.errorOnExist) throw systemError('ERR_FS_CP_EEXIST', 'EEXIST', `${to} already exists`, 'cp', to);
      return;
    }
    yield ['unlink', to];
  }
  yield ['symlink', link, to];
}

function* copyFile(from, to, options, source, target) {
  if (target) {
    if (!options.force) {
      if (options.errorOnExist) throw systemError('ERR_FS_CP_EEXIST', 'EEXIST', `${to} already exists`, 'cp', to);
      return;
    }
    yield ['unlink', to];
  }
  yield ['copyFile', from, to, options.mode];
  if (options.preserveTimestamps) yield ['utimes', to, source.atimeMs / 1000, source.mtimeMs / 1000];
}

function operation(name, args, options, callback) {
  switch (name) {
    case 'filter':
      return options.filter(...args);
    case 'maybe':
      return maybe(args[0], args[1], callback);
    case 'stat': case 'lstat': case 'readlink':
      return ops[name](args[0], undefined, callback);
    case 'symlink':
      return ops.symlink(args[0], args[1], null, callback);
    default:
      return ops[name](...args, callback);
  }
}

/** The status of what may be missing. */
function maybe(name, follow, callback) {
  const stat = follow ? ops.stat : ops.lstat;
  if (callback === undefined) return stat(name, { throwIfNoEntry: false });
  return stat(name, undefined, (error, stats) => {
    if (error && error.code !== 'ENOENT' && error.code !== 'ENOTDIR') callback(error);
    else callback(null, stats);
  });
}

function cpSync(from, to, options) {
  const given = checkCp(options);
  const steps = copy(toPath(from, 'src'), toPath(to, 'dest'), given, true);
  let step = steps.next();
  while (!step.done) {
    const [name, ...args] = step.value;
    let result;
    try {
      result = operation(name, args, given);
    } catch (error) {
      step = steps.throw(error);
      continue;
    }
    if (name === 'filter' && result instanceof Promise) {
      throw new codes.ERR_INVALID_RETURN_VALUE('boolean', 'filter', result);
    }
    step = steps.next(result);
  }
}

async function cp(from, to, options) {
  const given = checkCp(options);
  const steps = copy(toPath(from, 'src'), toPath(to, 'dest'), given, true);
  let step = steps.next();
  while (!step.done) {
    const [name, ...args] = step.value;
    const result = name === 'filter' ? await given.filter(...args) : await new Promise((resolve, reject) => {
      operation(name, args, given, (error, value) => (error ? reject(error) : resolve(value)));
    });
    step = steps.next(result);
  }
}

module.exports = { rm, rmdir, cp, cpSync, systemError };
