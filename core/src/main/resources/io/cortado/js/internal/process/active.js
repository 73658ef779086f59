'use strict';

/** What keeps the process alive, as `process.getActiveResourcesInfo` and `_getActiveHandles` tell it. */

const { seen } = require('../task/tick.js');
const timers = require('../task/timers.js');
const tty = internalBinding('tty');

/** Streams on terminals and pipes; files are no handles. */
function standard(isUntouched) {
  const { wrote } = require('./streams.js');
  const streams = [];
  for (const [fd, name] of ['stdin', 'stdout', 'stderr'].entries()) {
    const kind = tty.kind(fd);
    if ((kind === 'TTY' || kind === 'PIPE') && (!isUntouched(name) || wrote(fd))) streams.push([process[name], kind]);
  }
  return streams.filter(([stream, kind]) => !stream.destroyed && (stream.fd !== 0 || !stream.isPaused() || kind === 'TTY'));
}

/** Connections of HTTP servers, whose sockets are made at first touch. */
function served() {
  const { socketOf } = require('../http/server/socket.js');
  return Array.from(internalBinding('http').connections(), (connection) => socketOf(connection));
}

const isReferenced = (handle) => !handle._unref && !handle._unrefed;

function kept() {
  const open = [...seen.handles].filter(isReferenced);
  return [...new Set(open.some((handle) => 'requestTimeout' in handle) || seen.listened ? [...open, ...served()] : open)];
}

const handles = (isUntouched) => [...standard(isUntouched).map(([stream]) => stream), ...kept()];

function kindOf(handle) {
  switch (handle.constructor.name) {
    case 'ChildProcess':
      return 'ProcessWrap';
    case 'FSWatcher':
      return 'FSEventWrap';
    default:
  }
  if (typeof handle.listen === 'function') return typeof handle.address() === 'string' ? 'PipeServerWrap' : 'TCPServerWrap';
  return handle.remoteAddress === undefined && !handle.connecting ? 'PipeWrap' : 'TCPSocketWrap';
}

function resources(isUntouched) {
  const { timeouts, immediates } = timers.active();
  return [
    ...standard(isUntouched).map(([, kind]) => (kind === 'TTY' ? 'TTYWrap' : 'PipeWrap')), ...kept().map(kindOf),
    ...Array(timeouts).fill('Timeout'), ...Array(immediates).fill('Immediate'),
  ];
}

module.exports = { handles, resources };
