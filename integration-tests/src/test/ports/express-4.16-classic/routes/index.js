var async = require('async');
var request = require('request');
var _ = require('underscore');
var Q = require('q');
var Promise = require('bluebird');

exports.index = function (req, res) {
  res.render('index', { title: 'Express', items: [{ n: 1 }, { n: '<2>' }], partials: { item: 'partials/item' } });
};
exports.swig = function (req, res) {
  res.render('page.swig', { title: 'Swig', list: ['a', 'b'] });
};
exports.underscore = function (req, res) {
  res.render('page.html', { title: 'Under<score>', list: _.range(3) });
};
exports.flow = function (req, res, next) {
  async.waterfall([
    function (cb) { setTimeout(cb, 2, null, 1); },
    function (n, cb) { async.map([n, 2, 3], function (x, done) { setImmediate(done, null, x * 2); }, cb); },
    function (list, cb) { async.parallel({ a: async.constant(list), b: async.reflect(function (done) { done(new Error('b')); }) }, cb); },
  ], function (err, result) {
    if (err) return next(err);
    Q.all([Q.delay(1).thenResolve('q'), Q.nfcall(process.nextTick.bind(process, function () {})).timeout(5).catch(function (e) { return e.message; })])
      .spread(function (q, late) {
        return Promise.map([3, 1, 2], function (ms) { return Promise.delay(ms).return(ms); }, { concurrency: 2 }).then(function (list) {
          res.json({ a: result.a, b: result.b.error.message, q: q, late: late, bluebird: _.sortBy(list), any: _.chain(list).map(String).max().value() });
        });
      }).done();
  });
};
exports.request = function (req, res, next) {
  request({ url: 'http://127.0.0.1:' + process.env.PORT + '/users', json: true, qs: { a: [1, 2] }, headers: { 'user-agent': 'request' } }, function (err, response, body) {
    if (err) return next(err);
    request.post({ url: 'http://127.0.0.1:' + process.env.PORT + '/users', form: { name: 'by request' } }, function (err, post) {
      res.json({ status: response.statusCode, body: body, post: [post.statusCode, JSON.parse(post.body)] });
    });
  });
};
