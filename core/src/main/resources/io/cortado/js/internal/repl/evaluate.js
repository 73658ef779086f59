'use strict';

/** What a prompt does with text: whether more has to come, its value, and which names may follow. */

const host = internalBinding('module');

const NAME = 'REPL';
/** What the parser says of a text that only ends too early. */
const UNFINISHED = /^(?:Unexpected end of input|Unterminated template literal|missing \) after argument list|Unterminated comment)/i;
const KEYWORDS = ['async', 'await', 'break', 'case', 'catch', 'class', 'const', 'continue', 'debugger', 'default', 'delete', 'do',
  'else', 'export', 'extends', 'false', 'finally', 'for', 'function', 'if', 'import', 'in', 'instanceof', 'let', 'new', 'null', 'return',
  'static', 'switch', 'this', 'throw', 'true', 'try', 'typeof', 'var', 'void', 'while', 'with', 'yield'];

/** Names that texts have declared with `let`, `const` and `class`, which are no properties of the global object. */
const declared = new Set();
let count = 0;

const problemOf = (text) => host.problem(text, NAME, false);

/** Whether a text is the beginning of one. */
function isUnfinished(text) {
  const problem = problemOf(text);
  if (problem === null) return false;
  if (UNFINISHED.test(problem[0])) return true;
  // An open template swallows what follows, so the parser has words of its own for it.
  return (text.match(/(?<!\\)`/g) ?? []).length % 2 === 1 && problemOf(`${text}\``) === null;
}

/** A text with awaits at its top level as a function that can wait: what it declares becomes a property of the global object. */
function awaiting(text) {
  const expression = `(async () => { return (${text.replace(/;\s*$/, '')}\n); })()`;
  if (problemOf(expression) === null) return expression;
  const assigned = text
    .replace(/^(\s*)(?:const|let|var)\s+([\w$]+)\s*=/gm, '$1globalThis.$2 =')
    .replace(/^(\s*)(?:const|let|var)\s+(\{[^=]*\}|\[[^=]*\])\s*=\s*([^;\n]+);?/gm, '$1($2 = $3);');
  const last = /^([\s\S]*?;)?\s*globalThis\.([\w$]+) = [^;]*;?\s*$/.exec(assigned);
  return `(async () => { ${assigned}\n${last === null ? '' : 'return undefined;'} })()`;
}

/** What is run for a text: an object in braces is no block. */
function prepared(text) {
  if (/^\s*\{/.test(text) && !/;\s*$/.test(text) && problemOf(`(${text.trim()}\n)`) === null) return `(${text.trim()}\n)`;
  if (/\bawait\b/.test(text) && problemOf(text) !== null) {
    const whole = awaiting(text);
    if (problemOf(whole) === null) return whole;
  }
  return text;
}

/** The value of a text, or what it throws; a text that awaits gives its promise. */
function evaluate(text) {
  for (const [, name] of text.matchAll(/^\s*(?:const|let|class)\s+([\w$]+)/gm)) declared.add(name);
  const code = prepared(text);
  const problem = problemOf(code);
  if (problem !== null) {
    const error = new SyntaxError(problem[0]);
    error.stack = `${NAME}${++count}:${problem[1]}\n${problem[3]}\n${' '.repeat(problem[2] - 1)}^\n\nUncaught SyntaxError: ${problem[0]}`;
    throw error;
  }
  return { value: host.script(code, `${NAME}${++count}`), awaits: code !== text && code.startsWith('(async') };
}

function namesOf(value) {
  const names = new Set();
  for (let at = Object(value); at !== null; at = Object.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at)) if (/^[A-Za-z_$][\w$]*$/.test(name)) names.add(name);
  }
  return [...names];
}

/** The value of names with dots between them, without calling anything but getters; undefined where there is none. */
function valueOf(path) {
  try {
    return host.script(path, NAME);
  } catch {
    return undefined;
  }
}

/** What the end of a line may be completed to, and which part of the line that replaces. */
function complete(line) {
  const required = /\b(?:require|import)\s*\(\s*['"]([\w/:]*)$/.exec(line);
  if (required !== null) {
    const { builtinModules } = require('../loader/loader.js').Module;
    return [builtinModules.filter((name) => name.startsWith(required[1])), required[1]];
  }
  const [, path, start] = /((?:[\w$\])]+\??\.)*)([\w$]*)$/.exec(line);
  if (path === '') {
    const names = [...namesOf(globalThis), ...declared, ...KEYWORDS];
    return [[...new Set(names)].filter((name) => name.startsWith(start) && name !== start).sort(), start];
  }
  if (!/^(?:[\w$]+\??\.)+$/.test(path)) return [[], start];
  const value = valueOf(path.replace(/\??\.$/, ''));
  if (value === undefined || value === null) return [[], start];
  return [namesOf(value).filter((name) => name.startsWith(start)).sort().map((name) => path + name), path + start];
}

module.exports = { isUnfinished, evaluate, complete };
