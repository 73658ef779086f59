'use strict';

/** Node's errors for requests that lead nowhere. */

function requireStack(parent) {
  const stack = [];
  const seen = new Set();
  for (let cursor = parent; cursor && !seen.has(cursor); cursor = cursor.parent) {
    seen.add(cursor);
    stack.push(cursor.filename || cursor.id);
  }
  return stack;
}

function notFound(request, parent) {
  const stack = requireStack(parent);
  let message = `Cannot find module '${request}'`;
  if (stack.length > 0) message += `\nRequire stack:\n- ${stack.join('\n- ')}`;
  const error = new Error(message);
  error.code = 'MODULE_NOT_FOUND';
  error.requireStack = stack;
  return error;
}

function resolutionError(outcome, request, parent) {
  const [code, told] = outcome;
  const message = told.replace(' imported from \0importer', parent?.filename ? ` imported from ${parent.filename}` : '');
  if (code === 'MODULE_NOT_FOUND' && message === '') return notFound(request, parent);
  const Base = code === 'ERR_INVALID_MODULE_SPECIFIER' || code === 'ERR_PACKAGE_IMPORT_NOT_DEFINED' ? TypeError : Error;
  const error = new Base(message);
  error.code = code;
  if (code.startsWith('ERR_')) error.stack = error.stack.replace(/^(\w+)/, `$1 [${code}]`);
  return error;
}

module.exports = { notFound, resolutionError };
