const { Router } = require('express');
const Joi = require('joi');
const bcrypt = require('bcryptjs');
const jwt = require('jsonwebtoken');
const User = require('../models/users');
const { protect, authorize } = require('../middleware/auth');

const router = Router();
const schema = Joi.object({
  name: Joi.string().min(2).required(),
  email: Joi.string().email({ tlds: false }).required(),
  password: Joi.string().min(6).required(),
  role: Joi.string().valid('user', 'admin'),
});
const run = (fn) => (req, res, next) => fn(req, res, next).catch(next);

router.post('/register', run(async (req, res) => {
  const { error, value } = schema.validate(req.body, { abortEarly: false });
  if (error) return res.status(422).json({ errors: error.details.map((d) => d.message) });
  const user = await User.create(value);
  res.status(201).cookie('token', user.getSignedJwtToken(), { httpOnly: true }).json({ id: user.id, hash: user.password.slice(0, 7) });
}));
router.post('/login', run(async (req, res) => {
  const user = User.findByEmail(req.body.email);
  if (!user || !(await user.matchPassword(req.body.password || ''))) return res.status(401).json({ error: 'Invalid credentials' });
  res.json({ token: user.getSignedJwtToken() });
}));
router.get('/me', protect, (req, res) => res.json({ ...req.user, password: undefined }));
router.get('/admin', protect, authorize('admin'), (req, res) => res.json({ admin: true }));
router.get('/tokens', (req, res) => {
  const payload = { a: 1, iat: 1500000000 };
  const token = jwt.sign(payload, 'k', { algorithm: 'HS512', noTimestamp: false });
  const errors = ['x', 'a.b.c', `${token}x`, jwt.sign({ exp: 1 }, 'k'), jwt.sign({}, 'k', { notBefore: 3600 }), jwt.sign({}, 'k', { audience: 'other' })]
    .map((t) => {
      try {
        return jwt.verify(t, 'k', { audience: t.length > 150 ? 'me' : undefined });
      } catch (err) {
        return `${err.name}: ${err.message}`.replace(/\d{4}-.*/, '');
      }
    });
  res.json({ length: token.length, decoded: jwt.decode(token, { complete: true }).header, errors: errors.slice(0, 4), known: bcrypt.compareSync('bacon', '$2a$05$/OK.fbVrR/bpIqNJ5ianF.CE5elHaaO4EbggVDjb8P19RukzXSM3e'), rounds: bcrypt.getRounds('$2a$05$/OK.fbVrR/bpIqNJ5ianF.CE5elHaaO4EbggVDjb8P19RukzXSM3e') });
});

module.exports = router;
