'use strict';

const express = require('express');
const errors = require('../../middleware/errors');

const router = express.Router();

router.use(express.json({ limit: '100kb', type: ['application/json', 'application/merge-patch+json'] }));
router.use((req, res, next) => {
  res.set('Cache-Control', 'no-cache');
  next();
});

router.get('/', (req, res) => {
  res.json({ links: { self: '/api/v1', bookmarks: '/api/v1/bookmarks', tokens: '/api/v1/tokens', html: '/api' } });
});
router.use('/bookmarks', require('./bookmarks'));
router.use('/tokens', require('./tokens'));

router.use((req, res) => {
  send(res, { status: 404, message: 'There is nothing at this address' });
});

router.use((error, req, res, next) => {
  if (res.headersSent) {
    next(error);
    return;
  }
  send(res, { ...errors.describe(error), fields: error.fields });
});

function send(res, error) {
  res.status(error.status).json(errors.toJson(error));
}

module.exports = router;
