'use strict';

/** The channel of `fork`: what `process` has of it in the child, and the child's object here. */

const EventEmitter = require('../events/events.js');
const { codes, define, unsupported } = require('../errors/errors.js');
const { validateObject } = require('../errors/validators.js');
const { Link } = require('./link.js');

define('ERR_INVALID_HANDLE_TYPE', 'This handle type cannot be sent', TypeError);
define('ERR_IPC_CHANNEL_CLOSED', 'Channel closed', Error);
define('ERR_IPC_DISCONNECTED', 'IPC channel is already disconnected', Error);

/** Where a child finds the channel, and how messages are written. */
const PLACE = 'CORTADO_CHANNEL';
const HIGH_WATER = 131072;
const LISTENED = ['message', 'disconnect'];

/** `channel`: says whether it keeps the process. */
class Control extends EventEmitter {
  #link;

  constructor(link) {
    super();
    this.#link = link;
  }

  ref() {
    this.#link.keepProcess(true);
  }

  unref() {
    this.#link.keepProcess(false);
  }
}

/** Whether a message is the runtime's own. */
function isInternal(message) {
  return message !== null && typeof message === 'object' && typeof message.cmd === 'string' && message.cmd.startsWith('NODE_');
}

/** Gives `target` its end of a channel, and answers the link behind it. */
function open(target, serialization) {
  const early = [];
  const tell = (message) => {
    target.emit(isInternal(message) ? 'internalMessage' : 'message', message, undefined);
  };
  const link = new Link(serialization, (message) => {
    // what comes before somebody listens is kept for who will
    if (!isInternal(message) && (early.length > 0 || target.listenerCount('message') === 0)) early.push(message);
    else process.nextTick(tell, message);
  }, () => {
    target.channel = null;
    const was = target.connected;
    target.connected = false;
    if (was || target._ending) process.nextTick(() => target.emit('disconnect'));
  });
  target.on('newListener', (name) => {
    if (name !== 'message' || early.length === 0) return;
    process.nextTick(() => {
      for (const message of early.splice(0)) tell(message);
    });
  });
  target.channel = new Control(link);
  target.connected = true;
  install(target, link);
  return link;
}

function install(target, link) {
  Object.defineProperty(target, '_ending', { value: false, writable: true, configurable: true });
  Object.assign(target, {
    send(message, handle, options, callback) {
      const list = [handle, options, callback];
      const at = list.findIndex((each) => typeof each === 'function');
      const done = at < 0 ? undefined : list[at];
      const [sent, settings] = at < 0 ? list : list.slice(0, at);
      if (settings !== undefined) validateObject(settings, 'options');
      if (this.connected) return this._send(message, sent, settings, done);
      const error = new codes.ERR_IPC_CHANNEL_CLOSED();
      if (done) process.nextTick(done, error);
      else process.nextTick(() => this.emit('error', error));
      return false;
    },
    _send(message, handle, options, callback) {
      if (message === undefined) throw new codes.ERR_MISSING_ARGS('message');
      if (!['string', 'object', 'number', 'boolean'].includes(typeof message)) {
        throw new codes.ERR_INVALID_ARG_TYPE('message', ['string', 'object', 'number', 'boolean'], message);
      }
      if (handle) refuse(handle);
      link.send(message, (error) => {
        if (callback) callback(error);
        else if (error) this.emit('error', error);
      });
      return link.queued < HIGH_WATER;
    },
    disconnect() {
      if (this.connected) this._disconnect();
      else this.emit('error', new codes.ERR_IPC_DISCONNECTED());
    },
    _disconnect() {
      this.connected = false;
      this._ending = true;
      link.end();
    },
  });
}

/** Sockets and servers stay where they are: the JVM cannot give its descriptors away. */
function refuse(handle) {
  const net = require('../net/net.js');
  if (handle instanceof net.Socket || handle instanceof net.Server) {
    throw unsupported('child_process: sending a socket or server', 'have each process listen on a port of its own');
  }
  throw new codes.ERR_INVALID_HANDLE_TYPE();
}

/** A folder with a socket for a child, and what the child's environment says of it. */
function expect(child, serialization) {
  const fs = require('../fs/fs.js');
  const folder = fs.mkdtempSync(`${require('os').tmpdir().length > 60 ? '/tmp' : require('os').tmpdir()}/cortado-`);
  let link = null;
  let server = null;
  const close = () => {
    if (server === null) return;
    server.close();
    server = null;
    fs.rmSync(folder, { recursive: true, force: true });
  };
  const listening = internalBinding('net').listenPath(`${folder}/s`, 1, (handle) => {
    if (server === null) {
      handle.close(true);
      return;
    }
    close();
    link.attach(handle);
  });
  if (typeof listening === 'number') {
    fs.rmSync(folder, { recursive: true, force: true });
    throw require('../errors/uv.js').errnoException(listening, 'listen');
  }
  server = listening;
  return {
    environment: [PLACE, `${serialization}:${folder}/s`],
    /** Once the child is started: it will come. */
    open() {
      link = open(child, serialization);
    },
    /** Once it has ended: nobody comes any more. */
    over() {
      const awaited = server !== null;
      close();
      if (awaited) link.abandon();
    },
  };
}

/** In a child: connects to who has started it, while its environment is read. */
function join(process) {
  const [, serialization, path] = /^(\w+):(.*)$/s.exec(process.env[PLACE]);
  delete process.env[PLACE];
  const handle = internalBinding('net').connectedPath(path);
  if (typeof handle === 'number') return;
  const link = open(process, serialization);
  const listeners = () => LISTENED.reduce((sum, name) => sum + process.listenerCount(name), 0);
  link.keepProcess(false);
  link.attach(handle);
  process.on('newListener', (name) => {
    if (LISTENED.includes(name)) link.keepProcess(true);
  });
  process.on('removeListener', (name) => {
    if (LISTENED.includes(name) && listeners() === 0) link.keepProcess(false);
  });
}

module.exports = { PLACE, expect, join };
