var express = require('express')
  , http = require('http')
  , path = require('path')
  , bodyParser = require('body-parser')
  , cookieParser = require('cookie-parser')
  , methodOverride = require('method-override')
  , errorHandler = require('errorhandler')
  , expressValidator = require('express-validator')
  , timeout = require('connect-timeout')
  , cons = require('consolidate')
  , routes = require('./routes')
  , user = require('./routes/user');

var app = express();

app.set('port', process.env.PORT || 3000);
app.set('views', __dirname + '/views');
app.engine('mustache', cons.mustache);
app.engine('swig', cons.swig);
app.engine('html', cons.underscore);
app.set('view engine', 'mustache');
app.use(timeout('60s'));
app.use(bodyParser());
app.use(expressValidator());
app.use(methodOverride('_method'));
app.use(cookieParser('your secret here'));
app.use(express.static(path.join(__dirname, 'public')));

app.get('/', routes.index);
app.get('/swig', routes.swig);
app.get('/underscore', routes.underscore);
app.get('/flow', routes.flow);
app.get('/request', routes.request);
app.get('/users', user.list);
app.post('/users', user.add);
app.del ? app.del('/users/:id', user.remove) : app.delete('/users/:id', user.remove);
app.get('/send', function (req, res) { res.send(202, { old: 'style' }); });
app.get('/json', function (req, res) { res.json(203, { old: 'style' }); });
app.get('/param/:a', function (req, res) { res.json([req.param('a'), req.param('b'), req.param('c', 'default')]); });
app.get('/redirect', function (req, res) { res.redirect('/users', 303); });
app.get('/sendfile', function (req, res) { res.sendfile('./public/robots.txt'); });
app.all('*', function (req, res, next) { req.path === '/crash' ? next(new Error('crash')) : next(); });
app.use(function (err, req, res, next) { res.status(500).send(err.message); });

http.createServer(app).listen(app.get('port'), function () {
  console.log('Express server listening on port ' + app.get('port'));
});
