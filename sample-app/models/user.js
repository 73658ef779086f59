'use strict';

const db = require('./db');
const passwords = require('../lib/passwords');

const users = () => db.collection('users');
const keyOf = (name) => name.toLowerCase();

exports.createIndexes = () => users().createIndex({ key: 1 }, { unique: true });

exports.count = () => users().countDocuments({});

exports.findById = (id) => users().findOne({ _id: id });

exports.findByName = (name) => users().findOne({ key: keyOf(name) });

/** Stores a new user and returns it, or null when the name is taken. A user without password cannot sign in. */
exports.create = async (name, password) => {
  const user = { name, key: keyOf(name), createdAt: new Date() };
  if (password !== undefined) {
    user.password = await passwords.hash(password);
  }
  try {
    await users().insertOne(user);
    return user;
  } catch (error) {
    if (db.isDuplicate(error)) {
      return null;
    }
    throw error;
  }
};

/** The user with this name and password, or null. Takes as long for an unknown name as for a wrong password. */
exports.authenticate = async (name, password) => {
  const user = await exports.findByName(name);
  const matches = await passwords.verify(password, user?.password);
  return matches ? user : null;
};
