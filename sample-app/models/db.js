'use strict';

const { MongoClient } = require('mongodb');

const uri = process.env.MONGODB_URI || 'mongodb://127.0.0.1:27017/bookmarks';
let client;

/** Connects and makes sure that the server answers. */
exports.connect = async () => {
  client = new MongoClient(uri, { serverSelectionTimeoutMS: 10000 });
  await client.connect();
  await exports.ping();
};

exports.ping = () => client.db().command({ ping: 1 });

exports.collection = (name) => client.db().collection(name);

exports.close = async () => {
  if (client) {
    await client.close();
  }
};

/** Tells whether an error means that the database cannot be reached, in contrast to a mistake of ours. */
exports.isUnreachable = (error) => /^Mongo(ServerSelection|Network|Topology|NotConnected)/.test(error.name);

exports.isDuplicate = (error) => error.code === 11000;

exports.unreachableMessage = () =>
  `Cannot reach MongoDB at ${withoutPassword(uri)}. Start it there, or set MONGODB_URI to where it is.`;

function withoutPassword(address) {
  return address.replace(/\/\/[^@/]*@/, '//');
}
