const router = require('express').Router();

router.use((req, res, next) => {
  const [user, password] = Buffer.from((req.headers.authorization || '').split(' ')[1] || '', 'base64').toString().split(':');
  if (user === 'admin' && password === 'secret') return next();
  res.set('WWW-Authenticate', 'Basic realm="admin"').sendStatus(401);
});
router.get('/', (req, res) => res.render('admin/index', { rows: [['a', 1], ['b', null]], attrs: { 'data-x': '"<>', class: ['k', { on: true }] } }));

module.exports = router;
