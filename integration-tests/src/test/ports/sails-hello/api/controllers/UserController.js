const users = new Map([['1', { id: '1', name: 'Ann' }]]);

module.exports = {
  show(req, res) {
    const user = users.get(req.param('id'));
    return user ? res.json(user) : res.notFound();
  },
  create(req, res) {
    if (!req.body || !req.body.name) return res.badRequest({ error: 'a name, please' });
    const user = { id: String(users.size + 1), name: req.body.name };
    users.set(user.id, user);
    return res.status(201).ok(user);
  },
};
