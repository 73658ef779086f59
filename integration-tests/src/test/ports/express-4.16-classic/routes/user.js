var users = [{ id: 1, name: 'tj' }];

exports.list = function (req, res) {
  res.send(users);
};
exports.add = function (req, res) {
  req.checkBody('name', 'Invalid name').notEmpty().len(2, 20);
  req.sanitize('name').trim();
  var errors = req.validationErrors();
  if (errors) return res.status(400).send(errors);
  users.push({ id: users.length + 1, name: req.body.name });
  res.cookie('last', req.body.name, { signed: true });
  res.send(users[users.length - 1]);
};
exports.remove = function (req, res) {
  users = users.filter(function (u) { return u.id != req.params.id; });
  res.send(204);
};
