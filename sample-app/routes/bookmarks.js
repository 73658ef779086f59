'use strict';

const express = require('express');
const Bookmark = require('../models/bookmark');
const session = require('../middleware/session');
const validation = require('../lib/validation');
const { present } = require('../lib/presenter');

const CHANGED = 'Somebody changed this bookmark in the meantime. Have a look at it and try again.';
const DUPLICATE = 'You have saved this address already';
const router = express.Router();

router.get('/new', session.required, (req, res) => {
  const { line } = validation;
  showForm(res, { url: line(req.query.url), title: line(req.query.title) });
});

router.post('/', session.required, async (req, res) => {
  const { values, errors } = validation.bookmark(req.body);
  if (Object.keys(errors).length > 0) {
    showForm(res, req.body, errors);
    return;
  }
  const bookmark = await Bookmark.create(values, req.user);
  if (bookmark === null) {
    showForm(res, req.body, { url: DUPLICATE });
    return;
  }
  await session.flash(req, 'Your bookmark is saved.');
  res.redirect(303, `/bookmarks/${bookmark._id}`);
});

router.param('id', async (req, res, next, id) => {
  req.bookmark = await Bookmark.findById(id);
  next(req.bookmark === null ? 'router' : undefined);
});

router.get('/:id', (req, res) => {
  res.render('bookmark.pug', { title: req.bookmark.title, bookmark: present(req.bookmark, req.user) });
});

router.use('/:id', session.required, (req, res, next) => {
  if (Bookmark.isOwner(req.bookmark, req.user)) {
    next();
    return;
  }
  const message = `Only ${req.bookmark.owner.name} can change this bookmark.`;
  next(Object.assign(new Error(message), { status: 403, expose: true }));
});

router.get('/:id/edit', (req, res) => {
  showForm(res, { ...req.bookmark, tags: req.bookmark.tags.join(', ') }, {}, req.bookmark);
});

router.post('/:id/edit', async (req, res) => {
  const { values, errors } = validation.bookmark(req.body);
  if (Object.keys(errors).length > 0) {
    showForm(res, req.body, errors, req.bookmark);
    return;
  }
  const updated = await Bookmark.update(req.bookmark, values);
  if (updated === null) {
    showForm(res, req.body, { url: DUPLICATE }, req.bookmark);
    return;
  }
  await session.flash(req, updated ? 'Your changes are saved.' : CHANGED);
  res.redirect(303, `/bookmarks/${req.bookmark._id}`);
});

router.get('/:id/delete', (req, res) => {
  res.render('delete', { title: 'Delete this bookmark?', bookmark: present(req.bookmark, req.user) });
});

router.post('/:id/delete', async (req, res) => {
  const removed = await Bookmark.remove(req.bookmark);
  await session.flash(req, removed ? `“${req.bookmark.title}” is deleted.` : CHANGED);
  res.redirect(303, '/');
});

function showForm(res, input, errors = {}, bookmark = null) {
  const values = {};
  for (const name of validation.FIELDS) {
    values[name] = typeof input[name] === 'string' ? input[name] : '';
  }
  const invalid = Object.keys(errors).length > 0;
  res.status(invalid ? 422 : 200).render('form', {
    title: bookmark ? 'Edit bookmark' : 'Add a bookmark',
    action: bookmark ? `/bookmarks/${bookmark._id}/edit` : '/bookmarks',
    cancel: bookmark ? `/bookmarks/${bookmark._id}` : '/',
    submit: bookmark ? 'Save changes' : 'Save bookmark',
    values,
    errors,
    invalid,
  });
}

module.exports = router;
