var express = require('express');
var router = express.Router();
var Post = require('../models/post');

router.param('slug', function (req, res, next, slug) {
  Post.findBySlug(slug, function (err, post) {
    if (err) return next(err);
    if (!post) {
      err = new Error('No such post: ' + slug);
      err.status = 404;
      return next(err);
    }
    req.post = post;
    next();
  });
});

router.get('/', function (req, res, next) {
  var query = req.query.tag ? { tags: req.query.tag } : {};
  Post.find(query).sort('title').exec(function (err, posts) {
    if (err) return next(err);
    Post.count(query, function (err, count) {
      if (err) return next(err);
      res.render('posts/index', { title: 'All posts', posts: posts, count: count });
    });
  });
});

router.post('/', function (req, res, next) {
  var tags = (req.body.tags || '').split(',').filter(Boolean);
  var post = new Post({ title: req.body.title, body: req.body.body, tags: tags });
  post.save(function (err, saved) {
    if (err && err.name === 'ValidationError') {
      return res.status(422).json({ errors: Object.keys(err.errors).map(function (k) { return err.errors[k].message; }) });
    }
    if (err && err.code === 11000) return res.status(409).json({ duplicate: true, name: err.name });
    if (err) return next(err);
    res.redirect(saved.url);
  });
});

router.get('/by-id/:id', function (req, res, next) {
  Post.findById(req.params.id, function (err, post) {
    if (err) return res.status(400).json({ name: err.name, kind: err.kind, path: err.path, message: err.message });
    res.json(post);
  });
});

router.get('/:slug', function (req, res, next) {
  Post.findByIdAndUpdate(req.post._id, { $inc: { views: 1 } }, { new: true }, function (err, post) {
    if (err) return next(err);
    res.render('posts/show', { title: post.title, post: post });
  });
});

router.put('/:slug', function (req, res, next) {
  req.post.set({ body: req.body.body });
  req.post.save().then(function (post) {
    res.json({ excerpt: post.excerpt(10), version: post.__v, modified: post.isModified() });
  }).catch(next);
});

router.post('/:slug/comments', function (req, res, next) {
  req.post.comments.push(req.body);
  req.post.save(function (err) {
    if (err) return res.status(422).json({ message: err.message });
    res.redirect(req.post.url);
  });
});

router.delete('/:slug', function (req, res, next) {
  req.post.remove(function (err) {
    if (err) return next(err);
    res.redirect('/posts');
  });
});

module.exports = router;
