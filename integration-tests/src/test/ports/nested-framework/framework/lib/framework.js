var express = require('express');
var bodyParser = require('body-parser');
var Layer = require('express/lib/router/layer');
var views = require('path').join(__dirname, '../views');

exports.express = express;
exports.version = require('express/package.json').version;
exports.create = function (routes) {
  var app = express();
  app.set('views', views);
  app.engine('pug', require('pug').__express);
  app.set('view engine', 'pug');
  app.use(bodyParser.json());
  Object.keys(routes).forEach(function (key) {
    var parts = key.split(' ');
    app[parts[0]](parts[1], routes[key]);
  });
  app.get('/layers', function (req, res) {
    res.json({ layers: app._router.stack.length, mine: app._router.stack[0] instanceof Layer });
  });
  app.get('/*', function (req, res) {
    res.render('star', { star: req.params[0], query: req.query });
  });
  return app;
};
