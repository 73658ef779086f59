'use strict';

// Loaded before an app of the lanes "touched" and "watched". Both tell by name, in the file CORPUS_NOTES, which quick
// ways a request went: those that are open only where nobody has replaced anything. "touched" replaces everything that
// can be replaced, by functions that call the original, so that no quick way may be taken.

const fs = require('fs');
const http = require('http');
const https = require('https');
const path = require('path');
const { createRequire } = require('module');

const { CORPUS_LANE: lane, CORPUS_NOTES: file } = process.env;
delete process.env.CORPUS_LANE;
delete process.env.CORPUS_NOTES;
delete process.env.NODE_OPTIONS;

const seen = new Set();

function note(word) {
  if (seen.has(word)) return;
  seen.add(word);
  fs.appendFileSync(file, word + '\n');
}

/** Has calls of a quick way noted where it was taken, which its result tells. */
function watch(object, name, taken) {
  const original = object[Symbol.for(name)];
  if (original === undefined) throw new Error(name + ' is gone: the lanes watch nothing');
  Object.defineProperty(object, Symbol.for(name), {
    configurable: true,
    value(...args) {
      const result = original.apply(this, args);
      if (taken(result)) note(name);
      return result;
    },
  });
}

watch(http.ServerResponse.prototype, 'cortado.http.reply', (sent) => sent);
watch(http.ServerResponse.prototype, 'cortado.http.file', (sent) => sent);
watch(http.IncomingMessage.prototype, 'cortado.http.collect', (given) => given !== undefined);

/** A function that nobody can tell from the original but by comparing the two. */
function wrapped(original) {
  const wrapper = function (...args) {
    return new.target ? Reflect.construct(original, args, new.target) : Reflect.apply(original, this, args);
  };
  for (const key of ['name', 'length']) {
    Object.defineProperty(wrapper, key, { value: original[key], configurable: true });
  }
  return wrapper;
}

function wrapOne(object, name, around = wrapped) {
  const enumerable = Object.getOwnPropertyDescriptor(object, name)?.enumerable ?? true;
  Object.defineProperty(object, name, { value: around(object[name]), writable: true, configurable: true, enumerable });
}

/** Wraps the methods of an object; getters and classes are left. */
function wrapAll(object, except = []) {
  for (const name of Object.keys(object)) {
    if (except.includes(name) || name.startsWith('_')) continue;
    const { value } = Object.getOwnPropertyDescriptor(object, name);
    if (typeof value === 'function' && name !== 'constructor') wrapOne(object, name);
  }
}

const OWN = ['on', 'emit'];

/** Requests and responses get listeners' methods of their own, as libraries give them that keep contexts. */
function touchMessages(original) {
  const emit = function emit(event, ...args) {
    if (event === 'request') {
      for (const message of args) {
        for (const name of OWN) {
          Object.defineProperty(message, name, { value: wrapped(message[name]), writable: true, configurable: true });
        }
      }
    }
    return Reflect.apply(original, this, [event, ...args]);
  };
  return emit;
}

function touchHttp() {
  for (const name of ['end', 'write', 'writeHead', 'setHeader', 'getHeader', 'removeHeader', 'hasHeader', 'flushHeaders']) {
    wrapOne(http.ServerResponse.prototype, name);
  }
  for (const name of ['on', 'once', 'resume', 'pause', 'read', 'pipe', 'unpipe', 'setEncoding']) {
    wrapOne(http.IncomingMessage.prototype, name);
  }
  for (const { Server } of [http, https]) wrapOne(Server.prototype, 'emit', touchMessages);
}

const ASKED = Symbol('asked');

/** Layers may only be run after they were asked: what matches without a question is a quick way. */
function touchLayers(prototype) {
  wrapOne(prototype, 'match', (original) => function match(pathname) {
    this[ASKED] = true;
    note('match');
    return original.call(this, pathname);
  });
  Object.defineProperty(prototype, ASKED, { value: false, writable: true });
  for (const name of ['handleRequest', 'handleError', 'handle_request', 'handle_error']) {
    if (prototype[name] === undefined) continue;
    wrapOne(prototype, name, (original) => function (...args) {
      note('layer');
      if (Object.hasOwn(this, 'route') && !this[ASKED]) note('plan');
      return original.apply(this, args);
    });
  }
}

function touchExpress() {
  let express;
  try {
    express = createRequire(path.join(process.cwd(), 'app.js'))('express');
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') return;
    throw error;
  }
  wrapAll(express.response);
  wrapAll(express.request);
  wrapAll(express.application, ['init', 'defaultConfiguration']);
  const router = express.Router();
  const route = router.route('/');
  route.get(() => {});
  wrapAll(Object.getPrototypeOf(route), ['stack']);
  wrapAll(Object.getPrototypeOf(router));
  touchLayers(Object.getPrototypeOf(router.stack[0]));
}

if (lane === 'touched') {
  touchHttp();
  touchExpress();
}
