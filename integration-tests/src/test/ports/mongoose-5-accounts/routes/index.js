const express = require('express');
const router = express.Router();
const { ensureAuthenticated } = require('../config/auth');
const User = require('../models/User');

router.get('/', (req, res) => res.render('welcome', { title: 'Welcome', names: ['a', '<b>', 'c'] }));
router.get('/dashboard', ensureAuthenticated, (req, res) => res.render('dashboard', { title: 'Dashboard' }));
router.get('/members', ensureAuthenticated, async (req, res, next) => {
  try {
    const users = await User.find().select('name email -_id').sort({ name: 1 }).lean();
    const byRole = await User.aggregate([{ $unwind: '$roles' }, { $group: { _id: '$roles', n: { $sum: 1 } } }]);
    res.json({ users, byRole });
  } catch (err) {
    next(err);
  }
});
router.patch('/me', ensureAuthenticated, (req, res, next) => {
  User.findByIdAndUpdate(req.user.id, { name: req.body.name }, { new: true, runValidators: true }, (err, user) => {
    if (err) return next(err);
    res.json({ name: user.name });
  });
});

module.exports = router;
