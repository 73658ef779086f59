'use strict';

const express = require('express');
const User = require('../models/user');
const Throttle = require('../lib/throttle');
const csrf = require('../middleware/csrf');
const session = require('../middleware/session');
const validation = require('../lib/validation');
const { localPath } = require('../lib/redirects');

const router = express.Router();
const failures = new Throttle({ limit: 10, window: 15 * 60 * 1000 });

router.get('/sign-up', csrf.issue, (req, res) => {
  showForm(res, 'sign-up', req.query);
});

router.post('/sign-up', async (req, res) => {
  const { values, errors } = validation.account(req.body);
  if (Object.keys(errors).length > 0) {
    showForm(res, 'sign-up', req.body, errors);
    return;
  }
  const user = await User.create(values.name, values.password);
  if (user === null) {
    showForm(res, 'sign-up', req.body, { name: 'Somebody has this name already, choose another one' });
    return;
  }
  await session.signIn(req, res, user, `Welcome, ${user.name}!`);
  res.redirect(303, localPath(req.body.next));
});

router.get('/sign-in', csrf.issue, (req, res) => {
  showForm(res, 'sign-in', req.query);
});

router.post('/sign-in', async (req, res) => {
  const name = validation.line(req.body.name).slice(0, 100);
  const password = typeof req.body.password === 'string' ? req.body.password.slice(0, 200) : '';
  const key = `${name.toLowerCase()} ${req.ip}`;
  if (failures.isBlocked(key)) {
    res.status(429);
    showForm(res, 'sign-in', req.body, { name: 'Too many attempts. Try again in a quarter of an hour.' });
    return;
  }
  const user = await User.authenticate(name, password);
  if (user === null) {
    failures.fail(key);
    showForm(res, 'sign-in', req.body, { name: 'Name and password do not match' });
    return;
  }
  failures.succeed(key);
  await session.signIn(req, res, user, `Welcome back, ${user.name}!`);
  res.redirect(303, localPath(req.body.next));
});

router.post('/sign-out', async (req, res) => {
  await session.signOut(req, res);
  res.redirect(303, '/');
});

function showForm(res, view, input, errors = {}) {
  const invalid = Object.keys(errors).length > 0;
  if (invalid && res.statusCode === 200) {
    res.status(422);
  }
  res.render(view, {
    title: view === 'sign-up' ? 'Create an account' : 'Sign in',
    values: { name: validation.line(input.name), next: localPath(input.next) },
    errors,
    invalid,
  });
}

module.exports = router;
