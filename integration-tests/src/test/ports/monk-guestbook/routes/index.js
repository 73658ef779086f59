var express = require('express');
var router = express.Router();

router.get('/', function (req, res) {
  res.render('index', { title: 'Express', entries: ['one', '<two>'] });
});

router.get('/userlist', function (req, res, next) {
  req.db.get('usercollection').find({}, { sort: { username: 1 } }, function (e, docs) {
    if (e) return next(e);
    res.render('userlist', { userlist: docs });
  });
});

router.post('/adduser', function (req, res) {
  var userName = req.body.username;
  var userEmail = req.body.useremail;
  req.db.get('usercollection').insert({ username: userName, email: userEmail }, function (err, doc) {
    if (err) res.send('There was a problem adding the information to the database.');
    else res.redirect('userlist');
  });
});

module.exports = router;
