module.exports.routes = {
  'GET /': { view: 'pages/homepage', locals: { title: 'Sails' } },
  'GET /users/:id': 'UserController.show',
  'POST /users': 'UserController.create',
  'GET /hello/:name': { action: 'hello' },
  'GET /visits': (req, res) => {
    req.session.visits = (req.session.visits || 0) + 1;
    return res.json({ visits: req.session.visits, router: typeof req._sails });
  },
  '/old/*': { fn: (req, res) => res.redirect('/') },
  'r|^/numbers/(\\d+)$|number': (req, res) => res.json({ number: req.param('number') }),
};
