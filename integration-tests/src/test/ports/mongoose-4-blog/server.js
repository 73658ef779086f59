var express = require('express');
var path = require('path');
var bodyParser = require('body-parser');
var methodOverride = require('method-override');
var mongoose = require('mongoose');
var config = require('./config/database');

mongoose.Promise = global.Promise;
mongoose.connect(config.url, { useMongoClient: true }, function (err) {
  if (err) {
    console.error('could not connect', err.message);
    process.exit(1);
  }
});
var db = mongoose.connection;
db.once('open', function () {
  console.log('database open');
});

var app = express();
app.set('views', path.join(__dirname, 'views'));
app.set('view engine', 'pug');
app.use(bodyParser.urlencoded({ extended: true }));
app.use(bodyParser.json());
app.use(methodOverride(function (req) {
  if (req.body && typeof req.body === 'object' && '_method' in req.body) {
    var method = req.body._method;
    delete req.body._method;
    return method;
  }
}));
app.use(express.static(path.join(__dirname, 'public')));
app.use('/posts', require('./routes/posts'));
app.get('/', function (req, res) {
  res.redirect('/posts');
});
app.use(function (req, res, next) {
  var err = new Error('Not Found');
  err.status = 404;
  next(err);
});
app.use(function (err, req, res, next) {
  res.status(err.status || 500);
  res.render('error', { status: err.status || 500, name: err.name, message: err.message });
});

db.once('open', function () {
  app.listen(process.env.PORT || 3000);
});
