'use strict';

const express = require('express');
const Session = require('../../models/session');
const User = require('../../models/user');
const Throttle = require('../../lib/throttle');
const { authenticated, jsonObject, onlyAllow, problem } = require('./http');

const router = express.Router();
const failures = new Throttle({ limit: 10, window: 15 * 60 * 1000 });

router.route('/')
  .post(jsonObject, async (req, res) => {
    const { name, password } = req.body;
    if (typeof name !== 'string' || typeof password !== 'string') {
      throw problem(422, 'Send "name" and "password" as text');
    }
    const key = `${name.slice(0, 100).toLowerCase()} ${req.ip}`;
    if (failures.isBlocked(key)) {
      throw problem(429, 'Too many attempts, try again in a quarter of an hour');
    }
    const user = await User.authenticate(name.slice(0, 100), password.slice(0, 200));
    if (user === null) {
      failures.fail(key);
      throw problem(403, 'Name and password do not match');
    }
    failures.succeed(key);
    const { id, expiresAt } = await Session.open(Session.TOKEN, user);
    res.set('Cache-Control', 'no-store').status(201).json({ token: id, expiresAt });
  })
  .all(onlyAllow('POST'));

router.route('/current')
  .delete(authenticated, async (req, res) => {
    await Session.close(req.token);
    res.status(204).end();
  })
  .all(onlyAllow('DELETE'));

module.exports = router;
