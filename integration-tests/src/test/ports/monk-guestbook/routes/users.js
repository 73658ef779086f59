var express = require('express');
var router = express.Router();

router.get('/', function (req, res, next) {
  var users = req.db.get('usercollection');
  Promise.all([users.find({}, 'username'), users.count(), users.distinct('email')]).then(function (r) {
    res.json({ users: r[0], count: r[1], emails: r[2] });
  }).catch(next);
});
router.get('/:id', function (req, res, next) {
  req.db.get('usercollection').findOne(req.params.id).then(function (user) {
    if (!user) return next();
    res.json(user);
  }, next);
});
router.put('/:name', function (req, res, next) {
  req.db.get('usercollection').findOneAndUpdate({ username: req.params.name }, { $set: req.body }).then(function (u) {
    res.json(u);
  }).catch(next);
});
router.delete('/:name', function (req, res, next) {
  req.db.get('usercollection').remove({ username: req.params.name }).then(function (r) {
    res.json(r.deletedCount === undefined ? r.result : { deleted: r.deletedCount });
  }).catch(next);
});

module.exports = router;
