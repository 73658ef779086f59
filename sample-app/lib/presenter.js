'use strict';

const Bookmark = require('../models/bookmark');

/** What a page shows of a bookmark. */
exports.present = (bookmark, user) => ({
  id: bookmark._id.toString(),
  url: bookmark.url,
  host: bookmark.host,
  title: bookmark.title,
  description: bookmark.description,
  tags: bookmark.tags,
  owner: bookmark.owner.name,
  createdAt: bookmark.createdAt,
  updatedAt: bookmark.version > 1 ? bookmark.updatedAt : null,
  mine: Bookmark.isOwner(bookmark, user),
});

/** What the API answers with for a bookmark. */
exports.resource = (bookmark) => ({
  id: bookmark._id.toString(),
  url: bookmark.url,
  title: bookmark.title,
  description: bookmark.description,
  tags: bookmark.tags,
  owner: bookmark.owner.name,
  createdAt: bookmark.createdAt,
  updatedAt: bookmark.updatedAt,
  links: { self: `/api/v1/bookmarks/${bookmark._id}`, html: `/bookmarks/${bookmark._id}` },
});
