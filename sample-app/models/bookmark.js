'use strict';

const { ObjectId } = require('mongodb');
const db = require('./db');

const NEWEST_FIRST = { createdAt: -1, _id: -1 };
const SEARCHED = ['title', 'description', 'url', 'tags'];
const bookmarks = () => db.collection('bookmarks');

exports.createIndexes = async () => {
  await bookmarks().createIndex({ createdAt: -1 });
  await bookmarks().createIndex({ tags: 1 });
  await bookmarks().createIndex({ 'owner.id': 1, url: 1 }, { unique: true });
};

/** Bookmarks that match a filter, newest first. */
exports.find = (filter, { skip = 0, limit = 0 } = {}) =>
  bookmarks().find(filter).sort(NEWEST_FIRST).skip(skip).limit(limit).toArray();

exports.count = (filter) => bookmarks().countDocuments(filter);

/** The bookmark with this id, or null; a text that is no id finds nothing. */
exports.findById = (id) => {
  const isHex = typeof id === 'string' && /^[0-9a-f]{24}$/i.test(id);
  return isHex ? bookmarks().findOne({ _id: new ObjectId(id) }) : null;
};

/** The filter for a search: every word somewhere in the bookmark, one tag, one person. */
exports.filterFor = ({ q = '', tag = '', by = '' } = {}) => {
  const filter = {};
  const words = wordsOf(q);
  if (words.length > 0) {
    filter.$and = words.map((word) => {
      const pattern = new RegExp(word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i');
      return { $or: SEARCHED.map((name) => ({ [name]: pattern })) };
    });
  }
  if (tag) {
    filter.tags = tag;
  }
  if (by) {
    filter['owner.name'] = by;
  }
  return filter;
};

/** Whether a bookmark is one of those that filterFor finds. */
exports.matches = (bookmark, { q = '', tag = '', by = '' } = {}) => {
  const texts = SEARCHED.flatMap((name) => bookmark[name]).map((text) => text.toLowerCase());
  return wordsOf(q).every((word) => texts.some((text) => text.includes(word.toLowerCase())))
    && (!tag || bookmark.tags.includes(tag))
    && (!by || bookmark.owner.name === by);
};

/** A change stream of all bookmarks. */
exports.watch = (options) => bookmarks().watch(
  [{ $match: { operationType: { $in: ['insert', 'update', 'replace', 'delete'] } } }],
  { fullDocument: 'updateLookup', ...options },
);

/** Stores a bookmark and returns it, or null when its owner has this address already. */
exports.create = async (values, owner) => {
  const bookmark = document(values, owner);
  try {
    await bookmarks().insertOne(bookmark);
    return bookmark;
  } catch (error) {
    return nullIfDuplicate(error);
  }
};

/** Stores those of many that their owner has not saved yet, and returns how many that were. */
exports.createMany = async (list, owner) => {
  const urls = list.map((values) => values.url);
  const known = await bookmarks().find({ 'owner.id': owner._id, url: { $in: urls } }).toArray();
  const seen = new Set(known.map((bookmark) => bookmark.url));
  const fresh = [];
  for (const values of list) {
    if (!seen.has(values.url)) {
      seen.add(values.url);
      fresh.push(document(values, owner));
    }
  }
  if (fresh.length === 0) {
    return 0;
  }
  try {
    return (await bookmarks().insertMany(fresh, { ordered: false })).insertedCount;
  } catch (error) {
    if (db.isDuplicate(error)) {
      return error.insertedCount;
    }
    throw error;
  }
};

/**
 * Changes a bookmark that was read before and returns the new one; null when the owner has the new address already,
 * undefined when somebody else changed or deleted it in between.
 */
exports.update = async (bookmark, values) => {
  const changes = { ...values, host: hostOf(values.url ?? bookmark.url), updatedAt: new Date() };
  try {
    const updated = await bookmarks().findOneAndUpdate(
      { _id: bookmark._id, version: bookmark.version },
      { $set: changes, $inc: { version: 1 } },
      { returnDocument: 'after' },
    );
    return updated ?? undefined;
  } catch (error) {
    return nullIfDuplicate(error);
  }
};

/** Deletes a bookmark that was read before; false when somebody else changed or deleted it in between. */
exports.remove = async ({ _id, version }) =>
  (await bookmarks().deleteOne({ _id, version })).deletedCount === 1;

/** How many bookmarks each value of a field has, most first: [{ name, count }]. */
exports.tally = async (field, { limit, filter = {} } = {}) => {
  const steps = [
    { $match: filter },
    { $unwind: `$${field}` },
    { $group: { _id: `$${field}`, count: { $sum: 1 } } },
    { $sort: { count: -1, _id: 1 } },
  ];
  const rows = await bookmarks().aggregate(limit ? [...steps, { $limit: limit }] : steps).toArray();
  return rows.map((row) => ({ name: row._id, count: row.count }));
};

exports.isOwner = (bookmark, user) => Boolean(user) && bookmark.owner.id.equals(user._id);

function wordsOf(q) {
  return q.split(/\s+/).filter(Boolean).slice(0, 6);
}

function document(values, owner) {
  const now = values.createdAt ?? new Date();
  return {
    url: values.url,
    title: values.title,
    description: values.description,
    tags: values.tags,
    host: hostOf(values.url),
    month: now.toISOString().slice(0, 7),
    owner: { id: owner._id, name: owner.name },
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
}

function hostOf(url) {
  return new URL(url).hostname.replace(/^www\./, '');
}

function nullIfDuplicate(error) {
  if (db.isDuplicate(error)) {
    return null;
  }
  throw error;
}
