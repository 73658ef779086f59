'use strict';

const Bookmark = require('./bookmark');
const Session = require('./session');
const Settings = require('./settings');
const User = require('./user');
const people = require('./seed.json');

/** Makes the indexes, and fills a new database with a few people and thirty bookmarks. */
module.exports = async () => {
  await Bookmark.createIndexes();
  await Session.createIndexes();
  await User.createIndexes();
  if (await Settings.isSeeded()) {
    return;
  }
  for (const { name, bookmarks } of people) {
    const owner = (await User.create(name)) ?? (await User.findByName(name));
    await Bookmark.createMany(bookmarks.map((values) => ({ ...values, createdAt: new Date(values.createdAt) })), owner);
  }
  await Settings.markSeeded();
};
