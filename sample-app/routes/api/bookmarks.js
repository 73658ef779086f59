'use strict';

const express = require('express');
const Bookmark = require('../../models/bookmark');
const paging = require('../../lib/paging');
const validation = require('../../lib/validation');
const { searchOf } = require('../../lib/search');
const { resource } = require('../../lib/presenter');
const { authenticated, jsonObject, onlyAllow, problem } = require('./http');

const MAX_LIMIT = 100;
const router = express.Router();

router.route('/')
  .get(async (req, res) => {
    const search = searchOf(req.query);
    const page = wholeNumber(req.query, 'page', 1, 1000000);
    const limit = wholeNumber(req.query, 'limit', 20, MAX_LIMIT);
    const filter = Bookmark.filterFor(search);
    const query = { ...search, limit: req.query.limit === undefined ? '' : limit };
    const pages = paging(req.baseUrl, query, { page, limit, total: await Bookmark.count(filter) });
    const data = await Bookmark.find(filter, pages);
    const { self, ...others } = pages.links;
    res.links(others).json({
      data: data.map(resource),
      page: pages.page,
      limit,
      total: pages.total,
      pages: pages.pages,
      links: pages.links,
    });
  })
  .post(authenticated, jsonObject, async (req, res) => {
    const bookmark = await Bookmark.create(checked(req.body, validation.FIELDS), req.user);
    if (bookmark === null) {
      throw duplicate();
    }
    send(res.status(201).location(`${req.baseUrl}/${bookmark._id}`), bookmark);
  })
  .all(onlyAllow('GET', 'HEAD', 'POST'));

router.param('id', async (req, res, next, id) => {
  req.bookmark = await Bookmark.findById(id);
  next(req.bookmark === null ? problem(404, 'There is no bookmark with this id') : undefined);
});

router.route('/:id')
  .get((req, res) => send(res, req.bookmark))
  .put(authenticated, changeable, jsonObject, change(() => validation.FIELDS))
  .patch(authenticated, changeable, jsonObject, change((body) => Object.keys(body)))
  .delete(authenticated, changeable, async (req, res) => {
    if (!(await Bookmark.remove(req.bookmark))) {
      throw outdated();
    }
    res.status(204).end();
  })
  .all(onlyAllow('GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'));

/** Lets only owners pass, and only with the version that they have seen, if they name one. */
function changeable(req, res, next) {
  if (!Bookmark.isOwner(req.bookmark, req.user)) {
    throw problem(403, `Only ${req.bookmark.owner.name} can change this bookmark`);
  }
  const expected = req.get('If-Match');
  if (expected !== undefined && expected !== '*' && !expected.split(/\s*,\s*/).includes(etagOf(req.bookmark))) {
    throw outdated();
  }
  next();
}

function change(fieldsOf) {
  return async (req, res) => {
    const updated = await Bookmark.update(req.bookmark, checked(req.body, fieldsOf(req.body)));
    if (updated === undefined) {
      throw outdated();
    }
    if (updated === null) {
      throw duplicate();
    }
    send(res, updated);
  };
}

function send(res, bookmark) {
  res.set('ETag', etagOf(bookmark)).json(resource(bookmark));
}

function etagOf({ _id, version }) {
  return `"${_id}-${version}"`;
}

function checked(body, names) {
  const unknown = Object.keys(body).filter((name) => !validation.FIELDS.includes(name));
  const { values, errors } = validation.bookmark(body, names.filter((name) => validation.FIELDS.includes(name)));
  for (const name of unknown) {
    errors[name] = 'There is no such field';
  }
  if (Object.keys(errors).length > 0) {
    throw problem(422, 'Some fields are not right', errors);
  }
  return values;
}

function wholeNumber(query, name, fallback, max) {
  const text = query[name];
  if (text === undefined) {
    return fallback;
  }
  if (!/^[1-9]\d{0,6}$/.test(text) || Number(text) > max) {
    throw problem(400, `"${name}" must be a number from 1 to ${max}`);
  }
  return Number(text);
}

function duplicate() {
  return problem(409, 'You have saved this address already', { url: 'You have saved this address already' });
}

function outdated() {
  return problem(412, 'Somebody changed this bookmark in the meantime');
}

module.exports = router;
