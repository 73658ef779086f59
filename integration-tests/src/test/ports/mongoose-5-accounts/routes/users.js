const express = require('express');
const router = express.Router();
const bcrypt = require('bcryptjs');
const passport = require('passport');
const User = require('../models/User');

router.get('/login', (req, res) => res.render('login', { title: 'Login' }));

router.post('/register', (req, res, next) => {
  const { name, email, password, password2 } = req.body;
  const errors = [];
  if (!name || !email || !password) errors.push({ msg: 'Please enter all fields' });
  if (password !== password2) errors.push({ msg: 'Passwords do not match' });
  if (errors.length) return res.status(400).render('login', { errors, name, email });
  User.findOne({ email }).then((existing) => {
    if (existing) {
      errors.push({ msg: 'Email already exists' });
      return res.status(409).render('login', { errors, name, email });
    }
    bcrypt.genSalt(4, (err, salt) => bcrypt.hash(password, salt, (err, hash) => {
      if (err) return next(err);
      new User({ name, email, password: hash }).save()
        .then(() => {
          req.flash('success', 'You are now registered and can log in');
          res.redirect('/users/login');
        })
        .catch(next);
    }));
  });
});

router.post('/login', passport.authenticate('local', {
  successRedirect: '/dashboard', failureRedirect: '/users/login', failureFlash: true,
}));

router.get('/logout', (req, res) => {
  req.logout();
  req.flash('success', 'You are logged out');
  res.redirect('/users/login');
});

module.exports = router;
