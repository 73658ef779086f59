'use strict';

// process.emitWarning: the event, and a line on stderr.

/** The process's own listener of `warning`. */
function print(warning) {
  const isDeprecation = warning.name === 'DeprecationWarning';
  if ((isDeprecation && process.noDeprecation) || process.env.NODE_NO_WARNINGS === '1') return;
  if (silenced.has(warning.code) || silenced.has(warning.name)) return;
  const code = warning.code ? `[${warning.code}] ` : '';
  let text = `(node:${process.pid}) ${code}`;
  const traced = process.traceProcessWarnings || (isDeprecation && process.traceDeprecation);
  text += traced && warning.stack ? warning.stack : warning.toString();
  if (typeof warning.detail === 'string') text += `\n${warning.detail}`;
  if (!traced && !hinted) {
    hinted = true;
    text += `\n(Use \`cortado ${isDeprecation ? '--trace-deprecation' : '--trace-warnings'} ...\` to show where the warning was created)`;
  }
  write(`${text}\n`);
}

/** Codes and names of warnings that are not printed. */
const silenced = new Set();
let hinted = false;
let target = null;

function write(text) {
  if (target !== null) {
    try {
      require('../fs/fs.js').appendFileSync(target, text);
      return;
    } catch {
      // Then they go where they would go without the file.
    }
  }
  process.stderr.write(text);
}

const silence = (codeOrName) => silenced.add(codeOrName);

/** Has warnings written to a file. */
function redirect(file) {
  target = file;
}

const experiments = new Set();

/** Says once of a feature that Node may change it. */
function experimental(feature) {
  if (experiments.has(feature)) return;
  experiments.add(feature);
  process.emitWarning(`${feature} is an experimental feature and might change at any time`, 'ExperimentalWarning');
}

/** The original is process.emitWarning(warning[, options | type, code, ctor]). */
function emitWarning(warning, type, code, ctor) {
  let detail;
  if (type !== null && typeof type === 'object' && !Array.isArray(type)) {
    ({ ctor, code, detail } = type);
    type = type.type || 'Warning';
  } else if (typeof type === 'function') {
    ctor = type;
    code = '';
    type = 'Warning';
  }
  if (typeof code === 'function') {
    ctor = code;
    code = '';
  }
  if (typeof warning === 'string') {
    const error = new Error(warning);
    error.name = String(type || 'Warning');
    if (code !== undefined && code !== '') error.code = code;
    if (detail !== undefined) error.detail = detail;
    Error.captureStackTrace(error, ctor);
    warning = error;
  } else if (!(warning instanceof Error)) {
    const { ERR_INVALID_ARG_TYPE } = require('../errors/errors.js').codes;
    throw new ERR_INVALID_ARG_TYPE('warning', ['Error', 'string'], warning);
  }
  if (warning.name === 'DeprecationWarning') {
    if (process.noDeprecation) return;
    if (process.throwDeprecation) {
      process.nextTick(() => {
        throw warning;
      });
      return;
    }
  }
  process.nextTick(() => process.emit('warning', warning));
}

module.exports = { emitWarning, experimental, print, silence, redirect };
