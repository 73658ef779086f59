const { Router } = require('express');

module.exports = (products) => {
  const router = Router();
  router.get('/', (req, res) => res.render('index', { products, cart: req.session.cart || {} }));
  router.get('/products/:id(\\d+)', (req, res, next) => {
    const product = products.find((p) => p.id === +req.params.id);
    if (!product) return next();
    res.render('product', { product, csrfToken: req.csrfToken().length });
  });
  router.get('/token', (req, res) => res.json({ token: req.csrfToken() }));
  router.post('/cart', (req, res) => {
    const cart = (req.session.cart = req.session.cart || {});
    cart[req.body.id] = (cart[req.body.id] || 0) + 1;
    res.redirect('/');
  });
  router.get('/broken', (req, res) => res.render('broken'));
  router.get('/crash', (req, res) => res.render('product', {}));
  return router;
};
