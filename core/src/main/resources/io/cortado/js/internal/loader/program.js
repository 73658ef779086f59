'use strict';

/** Programs that are no files: text of `--eval` and `--print`, or of standard input; and `--check`, which runs nothing. */

const path = require('path');
const { locate } = require('../errors/excerpt.js');
const host = internalBinding('module');
const { texts } = require('./program-texts.js');

/** Names of core modules that a program finds as globals. */
const isGlobal = (name) => !name.includes('/') && !name.startsWith('_');

/** The value behind the last of an option's names, or undefined. */
function last(options, name) {
  const at = options.lastIndexOf(name);
  return at < 0 ? undefined : options[at + 1];
}

/** Throws the syntax error that `problem` of the binding tells of; `note` stands under the line. */
function refuse(problem, name, note) {
  const [message, line, column, length, text] = problem;
  const error = new SyntaxError(message);
  error.stack = `${error.name}: ${message}\n    at makeContextifyScript (node:internal/vm)`;
  throw locate(error, { file: name, line, column, length, text, note });
}

/** What a program sees as globals: Node puts there what files have as parameters of their wrapper, and the core modules. */
function expose(Module, name) {
  const module = new Module(name);
  module.filename = path.join(process.cwd(), name);
  module.paths = Module._nodeModulePaths(process.cwd());
  const require = Module.createRequire(module.filename);
  Object.assign(globalThis, { __filename: name, module, exports: module.exports, __dirname: '.', require });
  for (const each of Module.builtinModules.filter(isGlobal)) {
    if (each in globalThis) continue;
    const put = (value) => Object.defineProperty(globalThis, each, { value, writable: true, configurable: true, enumerable: false });
    Object.defineProperty(globalThis, each, {
      configurable: true,
      enumerable: false,
      get() {
        const value = require(each);
        put(value);
        return value;
      },
      set: put,
    });
  }
}

/** Whether a text that is no script is an ES module. */
const isModule = (text) => /\b(?:import|export|await)\b/.test(text)
  && host.problem(text, '[eval]', false) !== null && host.problem(text, '[eval]', true) === null;

class Program {
  #name;
  #text;
  #print;
  #type;

  constructor(name, text, print, type) {
    this.#name = name;
    this.#text = text;
    this.#print = print;
    this.#type = type;
  }

  run({ Module, esm }) {
    if (this.#name === '[eval]') process._eval = this.#text;
    if (this.#isModule()) return this.#import(esm());
    texts.set(this.#name, this.#text);
    const problem = host.problem(this.#text, this.#name, false);
    if (problem !== null) refuse(problem, this.#name);
    expose(Module, this.#name);
    const result = host.script(this.#text, this.#name);
    // Node shows the value when nothing is left to be done.
    if (this.#print) process.on('exit', () => console.log(result));
    return undefined;
  }

  /** Leaves out types where there are some, and says whether what is left is an ES module. */
  #isModule() {
    const [kind, types] = this.#type?.split('-') ?? [];
    if (types !== undefined) {
      this.#text = require('./typescript.js').erase(this.#text, this.#name);
    } else if (kind === undefined) {
      if (isModule(this.#text)) return true;
      const problem = process.features.typescript && host.problem(this.#text, this.#name, false);
      if (problem) {
        const [text, message] = host.erased(this.#text, this.#name);
        if (message !== undefined) refuse(problem, this.#name, message);
        this.#text = text;
        return isModule(text);
      }
    }
    return kind === 'module';
  }

  #import(esm) {
    if (this.#print) {
      const { define, codes } = require('../errors/errors.js');
      define('ERR_EVAL_ESM_CANNOT_PRINT', '--print cannot be used with ESM input', Error);
      throw new codes.ERR_EVAL_ESM_CANNOT_PRINT();
    }
    const url = `${require('url').pathToFileURL(`${process.cwd()}/`)}[eval1]`;
    texts.set(url, this.#text);
    esm.program(url, this.#text);
    esm.entry(url);
    return esm.load(url, url, '').catch((error) => require('../task/tick.js').uncaught(error));
  }
}

/** A prompt. */
class Prompt {
  run({ Module, loadForImport }, main) {
    const file = path.basename(main) === '[eval]' ? null : main;
    expose(Module, '[repl]');
    let editor = null;
    try {
      editor = loadForImport('java:terminal');
    } catch {
      // Not on a terminal.
    }
    require('../repl/main.js').run(Module, file, editor);
  }
}

/** A file that is only parsed. */
class Check {
  #file;
  #type;

  constructor(file, type) {
    this.#file = file;
    this.#type = type;
  }

  run({ Module }, main) {
    const input = this.#file === null;
    const name = input ? '[stdin]' : Module._resolveFilename(main, null, true);
    let text = input ? require('../fs/fs.js').readFileSync(0, 'utf8') : host.readText(name);
    if (!input && host.isTyped(name)) text = require('./typescript.js').ofFile(text, name);
    const module = input ? this.#type === 'module' : host.isModuleScope(name);
    if (module) {
      const problem = host.problem(text, name, true);
      if (problem !== null) refuse(problem, name);
      return;
    }
    const problem = host.compile(text, name);
    if (typeof problem === 'function') return;
    if (!input && host.isCommonJsScope(name) || !isModule(text)) refuse(problem, name);
  }
}

/** The program that options, names and values in turn, ask for in place of a file's, or null. */
function of(options) {
  const text = last(options, '--eval');
  const input = options.includes('-');
  const type = last(options, '--input-type');
  if (options.includes('--check')) return new Check(input ? null : '', type);
  if (options.includes('--interactive')) return new Prompt();
  if (text !== undefined) return new Program('[eval]', text, options.includes('--print'), type);
  if (!input) return null;
  return new Program('[stdin]', require('../fs/fs.js').readFileSync(0, 'utf8'), options.includes('--print'), type);
}

/** A program that is the text of a thread. */
const ofText = (name, text) => new Program(name, text, false, undefined);

module.exports = { of, ofText };
