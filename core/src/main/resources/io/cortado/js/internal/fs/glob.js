'use strict';

/** `fs.glob`: the files whose paths match patterns, as a walk through the folders that can hold some. */

const path = require('path');
const { codes } = require('../errors/errors.js');
const { validateString, validateStringArray, validateObject, validateBoolean } = require('../errors/validators.js');

const CLASSES = {
  alpha: '\\p{L}\\p{Nl}', digit: '\\p{Nd}', alnum: '\\p{L}\\p{Nl}\\p{Nd}', upper: '\\p{Lu}', lower: '\\p{Ll}', space: '\\p{Z}\\t\\r\\n\\v\\f',
  punct: '\\p{P}', word: '\\p{L}\\p{Nl}\\p{Nd}\\p{Pc}', xdigit: 'A-Fa-f0-9', blank: '\\p{Zs}\\t', cntrl: '\\p{Cc}', ascii: '\\x00-\\x7f',
};

const MAGIC = /[*?[\]]|[!@+]\(/;

/** Where the bracket that opens at a place closes, or -1. */
function closing(text, from, open, close) {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    if (text[i] === open) depth++;
    else if (text[i] === close && --depth === 0) return i;
  }
  return -1;
}

/** The parts of a text between commas, or other marks, outside of all brackets. */
function parts(text, mark) {
  const found = [''];
  let depth = 0;
  for (const c of text) {
    if ('{('.includes(c)) depth++;
    else if ('})'.includes(c)) depth--;
    if (c === mark && depth === 0) found.push('');
    else found[found.length - 1] += c;
  }
  return found;
}

function range(text) {
  const [, from, to, by] = /^(-?\d+|[a-zA-Z])\.\.(-?\d+|[a-zA-Z])(?:\.\.(-?\d+))?$/.exec(text) ?? [];
  if (from === undefined || /\d/.test(from) !== /\d/.test(to)) return null;
  const letters = !/\d/.test(from);
  const [start, end] = letters ? [from.codePointAt(0), to.codePointAt(0)] : [+from, +to];
  const step = Math.max(1, Math.abs(+(by ?? 1))) * (start <= end ? 1 : -1);
  const found = [];
  for (let i = start; step > 0 ? i <= end : i >= end; i += step) found.push(letters ? String.fromCodePoint(i) : String(i));
  return found;
}

/** The patterns that braces stand for. */
function expanded(pattern) {
  for (let at = pattern.indexOf('{'); at >= 0; at = pattern.indexOf('{', at + 1)) {
    const end = closing(pattern, at, '{', '}');
    if (end < 0) continue;
    const inner = pattern.slice(at + 1, end);
    const choices = parts(inner, ',');
    const all = choices.length > 1 ? choices : range(inner);
    if (all !== null) return all.flatMap((each) => expanded(`${pattern.slice(0, at)}${each}${pattern.slice(end + 1)}`));
  }
  return [pattern];
}

function classOf(segment, from) {
  const [whole] = /^\[(?:\[:\w+:\]|[^\]])+\]/.exec(segment.slice(from)) ?? [];
  if (whole === undefined) return null;
  const negated = /^\[[!^]/.test(whole);
  const body = whole.slice(negated ? 2 : 1, -1).replace(/\[:(\w+):\]|[\\\]^]/g, (text, name) => CLASSES[name] ?? `\\${text}`)
    .replace(/\[/g, '\\[');
  return { source: `[${negated ? '^' : ''}${body}]`, length: whole.length };
}

/** A segment as the source of a regular expression. */
function sourceOf(segment) {
  let source = '';
  for (let i = 0; i < segment.length; i++) {
    const c = segment[i];
    const end = '?*+@!'.includes(c) && segment[i + 1] === '(' ? closing(segment, i + 1, '(', ')') : -1;
    if (end >= 0) {
      const choices = parts(segment.slice(i + 2, end), '|').map(sourceOf).join('|');
      if (c === '!') source += `(?!(?:${choices})${sourceOf(segment.slice(end + 1))}$)[^/]*?`;
      else source += `(?:${choices})${c === '@' ? '' : c}`;
      i = end;
      continue;
    }
    const set = c === '[' ? classOf(segment, i) : null;
    if (set !== null) {
      source += set.source;
      i += set.length - 1;
    } else if (c === '*') {
      source += '[^/]*?';
    } else {
      source += c === '?' ? '[^/]' : c.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
    }
  }
  return source;
}

/** The test for one name; what begins with a dot has to be asked for with one. */
function matcher(segment) {
  const expression = new RegExp(`^${segment.startsWith('.') ? '' : '(?!\\.)'}(?:${sourceOf(segment)})$`, 'u');
  return (name) => expression.test(name);
}

/** A pattern without braces, as steps through folders. */
class Pattern {
  constructor(text) {
    this.absolute = text.startsWith('/');
    this.foldersOnly = text.endsWith('/');
    this.steps = [];
    for (const segment of text.replaceAll('\\', '/').split('/')) {
      if (segment === '' || segment === '.') continue;
      const before = this.steps.at(-1);
      if (segment === '..' && before?.name !== undefined && before.name !== '..') this.steps.pop();
      else if (segment !== '**') this.steps.push(MAGIC.test(segment) ? { test: matcher(segment) } : { name: segment });
      else if (before?.any !== true) this.steps.push({ any: true });
    }
  }
}

/** Whether a path matches a pattern, looked at by itself. */
function fits(names, steps) {
  if (steps.length === 0) return names.length === 0;
  const [step, ...rest] = steps;
  if (step.any) return fits(names, rest) || (names.length > 0 && fits(names.slice(1), steps));
  return names.length > 0 && (step.test?.(names[0]) ?? step.name === names[0]) && fits(names.slice(1), rest);
}

/** What a walk asks of its driver, which answers at once or later: `[ASK, operation, path]`. Anything else that it gives is an answer. */
const ASK = Symbol('ask');

class Walk {
  #root;
  #types;
  #excludes;
  #skips;
  #found = new Set();

  constructor(root, types, exclude) {
    this.#root = root;
    this.#types = types;
    this.#excludes = typeof exclude === 'function' ? exclude : null;
    const skipped = Array.isArray(exclude) ? exclude.flatMap(expanded).map((each) => new Pattern(each)) : [];
    this.#skips = (name) => skipped.some(({ steps, absolute }) =>
      fits((absolute ? path.resolve(this.#root, name) : name).split('/').filter((each) => each !== '' && each !== '.'), steps));
  }

  * #ask(operation, name) {
    return yield [ASK, operation, path.resolve(this.#root, name)];
  }

  #isExcluded(entry, name) {
    return this.#skips(name) || (this.#excludes !== null && Boolean(this.#excludes(this.#types ? entry : entry.name)));
  }

  * #answer(name, entry, foldersOnly) {
    if (this.#found.has(name) || this.#skips(name)) return;
    if (foldersOnly && !(entry?.isDirectory() ?? (yield* this.#ask('isFolder', name)))) return;
    this.#found.add(name);
    yield this.#types ? entry ?? (yield* this.#ask('entry', name)) : name;
  }

  * run(pattern) {
    if (!pattern.absolute && pattern.steps.every((step) => step.name === '..')) return;
    yield* this.#from(pattern.absolute ? '/' : '', pattern.steps, pattern.foldersOnly);
  }

  * #from(folder, steps, foldersOnly) {
    const [step, ...rest] = steps;
    const last = rest.length === 0;
    const inside = (name) => (folder === '' ? name : path.join(folder, name));
    if (step === undefined) {
      yield* this.#answer(folder, null, foldersOnly);
    } else if (step.name !== undefined) {
      const name = inside(step.name);
      const entry = yield* this.#ask('entry', name);
      if (entry === null || (!last && step.name !== '..' && this.#isExcluded(entry, name))) return;
      if (last) yield* this.#answer(name, entry, foldersOnly);
      else yield* this.#from(name, rest, foldersOnly);
    } else if (step.any) {
      yield* this.#below(folder, steps, foldersOnly);
    } else {
      const folders = [];
      for (const entry of yield* this.#ask('entries', folder)) {
        const name = inside(entry.name);
        if (!step.test(entry.name)) continue;
        if (last) yield* this.#answer(name, entry, foldersOnly);
        else if ((yield* this.#ask('isFolder', name)) && !this.#isExcluded(entry, name)) folders.push(name);
      }
      // The last that was found is entered first, as on Node.
      for (const name of folders.reverse()) yield* this.#from(name, rest, foldersOnly);
    }
  }

  /** Of `**`: what the rest leads to here, and in all folders below but for links and those with a dot. */
  * #below(folder, steps, foldersOnly) {
    const [, ...rest] = steps;
    if (rest.length === 0) {
      if (yield* this.#ask('isFolder', folder)) yield* this.#answer(folder === '' ? '.' : folder, null, foldersOnly);
    } else if (rest[0].name !== undefined) {
      yield* this.#from(folder, rest, foldersOnly);
    }
    const folders = [];
    for (const entry of yield* this.#ask('entries', folder)) {
      const name = folder === '' ? entry.name : path.join(folder, entry.name);
      if (this.#isExcluded(entry, name)) continue;
      const hidden = entry.name.startsWith('.');
      if (rest.length === 0) {
        if (!hidden && !entry.isDirectory()) yield* this.#answer(name, entry, foldersOnly);
      } else if (rest[0].test?.(entry.name)) {
        if (rest.length === 1) yield* this.#answer(name, entry, foldersOnly);
        else if (entry.isDirectory()) yield* this.#from(name, rest.slice(1), foldersOnly);
      }
      if (entry.isDirectory() && !hidden) folders.push(name);
    }
    for (const name of folders.reverse()) yield* this.#below(name, steps, foldersOnly);
  }
}

/** An entry of something that is known by its stats. */
function entryOf(name, stats) {
  const kinds = ['isFile', 'isDirectory', 'isSymbolicLink', 'isFIFO', 'isSocket', 'isCharacterDevice', 'isBlockDevice'];
  const type = kinds.findIndex((kind) => stats[kind]()) + 1;
  return new (require('./stats.js').Dirent)(path.basename(name), path.dirname(name), type);
}

/** What a driver does for a walk at once, by functions of `fs`. */
const atOnce = (fs) => ({
  entries(folder) {
    try {
      return fs.readdirSync(folder, { withFileTypes: true });
    } catch {
      return [];
    }
  },
  isFolder: (name) => fs.statSync(name, { throwIfNoEntry: false })?.isDirectory() === true,
  entry(name) {
    const stats = fs.lstatSync(name, { throwIfNoEntry: false });
    return stats === undefined ? null : entryOf(name, stats);
  },
});

/** The same later, by those of `fs.promises`. */
const inTime = (promises) => ({
  entries: (folder) => promises.readdir(folder, { withFileTypes: true }).catch(() => []),
  isFolder: (name) => promises.stat(name).then((stats) => stats.isDirectory(), () => false),
  entry: (name) => promises.lstat(name).then((stats) => entryOf(name, stats), () => null),
});

/** The walks that patterns and options ask for, one after the other. */
function* found(patterns, options = {}) {
  if (Array.isArray(patterns)) validateStringArray(patterns, 'patterns');
  else validateString(patterns, 'patterns');
  validateObject(options, 'options');
  const { exclude, withFileTypes = false } = options;
  let { cwd = '.' } = options;
  if (cwd instanceof URL) cwd = require('url').fileURLToPath(cwd);
  validateString(cwd, 'paths[0]');
  if (exclude != null && typeof exclude !== 'function') {
    if (!Array.isArray(exclude)) throw new codes.ERR_INVALID_ARG_TYPE('options.exclude', ['function', 'string[]'], exclude);
    validateStringArray(exclude, 'options.exclude');
  }
  validateBoolean(Boolean(withFileTypes), 'options.withFileTypes');
  const walk = new Walk(path.resolve(cwd), withFileTypes, exclude);
  for (const pattern of [patterns].flat().flatMap(expanded)) yield* walk.run(new Pattern(pattern));
}

function globSync(fs, patterns, options) {
  const walk = found(patterns, options);
  const driver = atOnce(fs);
  const all = [];
  for (let step = walk.next(); !step.done;) {
    const { value } = step;
    if (value?.[0] === ASK) {
      step = walk.next(driver[value[1]](value[2]));
    } else {
      all.push(value);
      step = walk.next();
    }
  }
  return all;
}

async function* later(promises, walk) {
  const driver = inTime(promises);
  for (let step = walk.next(); !step.done;) {
    const { value } = step;
    if (value?.[0] === ASK) {
      step = walk.next(await driver[value[1]](value[2]));
    } else {
      yield value;
      step = walk.next();
    }
  }
}

/** The original is fs.glob(pattern[, options], callback). */
function glob(promises, patterns, options, callback) {
  const done = typeof options === 'function' ? options : callback;
  require('../errors/validators.js').validateFunction(done, 'cb');
  const walk = later(promises, found(patterns, typeof options === 'function' ? undefined : options));
  (async () => {
    const all = [];
    for await (const each of walk) all.push(each);
    return all;
  })().then((all) => process.nextTick(done, null, all), (error) => process.nextTick(done, error));
}

/** The original is fsPromises.glob(pattern[, options]). */
async function* globAsync(promises, patterns, options) {
  yield* later(promises, found(patterns, options));
}

module.exports = { glob, globSync, globAsync };
