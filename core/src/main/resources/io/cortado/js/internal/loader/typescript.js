'use strict';

/** Texts in TypeScript: without their types (TypeEraser of Java's), and Node's errors for what needs more than that. */

const { locate } = require('../errors/excerpt.js');
const host = internalBinding('module');

/** The error of what the binding refuses. */
function refusal([code, message, , file, line, column, length, text]) {
  const placed = file !== undefined;
  const error = new (placed ? SyntaxError : Error)(message);
  error.code = code;
  const [, frames = ''] = /(\n {4}at .*)/s.exec(error.stack) ?? [];
  error.stack = `${error.name} [${code}]: ${message}\n    at parseTypeScript (node:internal/modules/typescript)${frames}`;
  return placed ? locate(error, { file, line: +line, column: +column, length: +length, text }) : error;
}

function told(outcome) {
  if (outcome.length > 1) throw refusal(outcome);
  return outcome[0];
}

/** The text of a file as it runs. */
const ofFile = (text, file) => told(host.withoutTypes(text, file));

/** A text without its types; `name` is what errors call it. */
const erase = (text, name) => told(host.erased(text, name));

/** `module.stripTypeScriptTypes`. */
function stripTypeScriptTypes(code, options = {}) {
  const { validateString, validateObject, validateOneOf } = require('../errors/validators.js');
  require('../process/warnings.js').experimental('stripTypeScriptTypes');
  validateString(code, 'code');
  validateObject(options, 'options');
  const { sourceMap = false, sourceUrl = '', mode = 'strip' } = options;
  validateOneOf(mode, 'options.mode', ['strip', 'transform']);
  validateString(sourceUrl, 'options.sourceUrl');
  if (mode === 'transform') {
    const { unsupported } = require('../errors/errors.js');
    throw unsupported("module.stripTypeScriptTypes: mode 'transform'", 'leave out types alone, or translate with esbuild or tsc');
  }
  validateOneOf(sourceMap, 'options.sourceMap', [false, undefined]);
  const stripped = erase(code, sourceUrl);
  return sourceUrl === '' ? stripped : `${stripped}\n\n//# sourceURL=${sourceUrl}`;
}

module.exports = { refusal, ofFile, erase, stripTypeScriptTypes };
