exports.list = function (req, res, next) {
  req.collections.articles.find({ published: true }, { sort: { title: 1 } }).toArray(function (error, articles) {
    if (error) return next(error);
    res.send({ articles: articles });
  });
};

exports.add = function (req, res, next) {
  if (!req.body.article) return next(new Error('No article payload.'));
  var article = req.body.article;
  article.published = article.published !== false;
  req.collections.articles.insert(article, function (error, articleResponse) {
    if (error) return next(error);
    res.send(articleResponse);
  });
};

exports.one = function (req, res, next) {
  req.collections.articles.findOne({ _id: req.articleId }, function (error, article) {
    if (error) return next(error);
    if (!article) return res.status(404).send();
    res.send(article);
  });
};

exports.edit = function (req, res, next) {
  req.collections.articles.updateById(req.params.id, { $set: req.body.article }, function (error, count) {
    if (error) return next(error);
    res.send({ affected: count.result ? count.result.n : count });
  });
};

exports.del = function (req, res, next) {
  req.collections.articles.removeById(req.params.id, function (error, count) {
    if (error) return next(error);
    res.send({ affected: count.result ? count.result.n : count });
  });
};
