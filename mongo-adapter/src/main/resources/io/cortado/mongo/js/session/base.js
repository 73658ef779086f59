'use strict';

const { EventEmitter } = require('events');
const { createRequire } = require('module');

/** What express-session calls when it is not installed beside the app: it cannot be used without it anyway. */
class BareStore extends EventEmitter {
  createSession() {
    const error = new Error('connect-mongo: express-session is not installed in the app; run npm install express-session');
    error.code = 'MODULE_NOT_FOUND';
    throw error;
  }
}

/** The `MongoClient` of the app's own version, where that is one of these; it says which options are known. */
function clientClass() {
  const newest = require('mongodb').MongoClient;
  try {
    const { MongoClient } = createRequire(process.argv[1])('mongodb');
    return Object.hasOwn(MongoClient, 'major') ? MongoClient : newest;
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') return newest;
    throw error;
  }
}

/** The `Store` class of the app's own express-session, whose Session and Cookie classes the store must use. */
function storeBase() {
  try {
    return createRequire(process.argv[1])('express-session').Store;
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') return BareStore;
    throw error;
  }
}

module.exports = { clientClass, storeBase };
