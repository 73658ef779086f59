'use strict';

const express = require('express');
const Bookmark = require('../models/bookmark');
const Session = require('../models/session');
const netscape = require('../lib/netscape');
const session = require('../middleware/session');
const validation = require('../lib/validation');

const MAX_LINKS = 2000;
const MAX_SHOWN = 20;
const router = express.Router();

router.use(session.required);

router.get('/', (req, res) => {
  showForm(res);
});

router.post('/', async (req, res) => {
  const file = req.files?.file;
  if (!file || file.data.length === 0) {
    showForm(res, { file: 'Choose the file that your browser has exported' });
    return;
  }
  const html = file.data.toString('utf8').replace(/^\ufeff/, '');
  if (!netscape.isBookmarkFile(html)) {
    showForm(res, { file: 'This is not a bookmarks file. Export your bookmarks as HTML and choose that file.' });
    return;
  }
  const links = netscape.parse(html);
  if (links.length > MAX_LINKS) {
    showForm(res, { file: `This file has ${links.length} bookmarks, at most ${MAX_LINKS} can be imported at once` });
    return;
  }

  const valid = [];
  const refused = [];
  for (const link of links) {
    const { values, errors } = validation.bookmark(validation.trimmed(link));
    const [message] = Object.values(errors);
    if (message) {
      refused.push({ title: link.title.slice(0, 200), message });
    } else {
      valid.push({ ...values, createdAt: link.addedAt });
    }
  }
  const added = await Bookmark.createMany(valid, req.user);
  const lastImport = {
    file: file.name.slice(0, 100),
    found: links.length,
    added,
    known: valid.length - added,
    refusedCount: refused.length,
    refused: refused.slice(0, MAX_SHOWN),
  };
  await Session.update(req.sessionId, { lastImport });
  res.redirect(303, '/import/result');
});

router.get('/result', (req, res, next) => {
  if (!req.session.lastImport) {
    next('router');
    return;
  }
  res.render('importResult', { title: 'Import finished', result: req.session.lastImport });
});

function showForm(res, errors = {}) {
  const invalid = Object.keys(errors).length > 0;
  res.status(invalid ? 422 : 200).render('import', { title: 'Import bookmarks', errors, invalid });
}

module.exports = router;
