'use strict';

/** `util.getCallSites`. */

function getCallSites(frameCount = 8, options = {}) {
  if (frameCount !== null && typeof frameCount === 'object') [frameCount, options] = [8, frameCount];
  require('../errors/validators.js').validateObject(options, 'options');
  require('../errors/validators.js').validateNumber(frameCount, 'frameCount', 1, 200);
  const { prepareStackTrace, stackTraceLimit } = Error;
  const holder = {};
  Error.stackTraceLimit = frameCount;
  Error.prepareStackTrace = (_, sites) => sites;
  Error.captureStackTrace(holder);
  const sites = holder.stack;
  Error.prepareStackTrace = prepareStackTrace;
  Error.stackTraceLimit = stackTraceLimit;
  return sites.map((site) => ({
    functionName: site.getFunctionName() ?? '',
    scriptId: '0',
    scriptName: site.getFileName() ?? '',
    lineNumber: site.getLineNumber(),
    columnNumber: site.getColumnNumber(),
    column: site.getColumnNumber(),
  }));
}

module.exports = { getCallSites };
