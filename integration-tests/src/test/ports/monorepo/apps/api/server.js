const express = require('express');
const path = require('path');
const { router, HttpError } = require('@mono/common');
const { log } = require('@mono/logger');
const text = require('@mono/common/text');
const ms = require('ms');

const app = express();
app.use('/common', router(express));
app.get('/', async (req, res, next) => {
  try {
    const { shout } = await import('@mono/esm');
    const sub = await import('@mono/esm/sub');
    res.json({ shout: shout('api'), sub: sub.default, text: text('a', 'b'), ms: ms('1s'), log: log('x') });
  } catch (err) {
    next(err);
  }
});
app.get('/where', (req, res) => {
  const root = path.join(__dirname, '../..');
  res.json({
    common: path.relative(root, require.resolve('@mono/common')),
    logger: path.relative(root, require.resolve('@mono/logger')),
    dirname: path.relative(root, __dirname),
    cwd: path.relative(root, process.cwd()),
    same: require('@mono/common') === require('../../packages/common'),
    express: require('@mono/common').express === express,
    paths: module.paths.slice(0, 2).map((p) => path.relative(root, p)),
    cached: Object.keys(require.cache).some((k) => k.endsWith('packages/common/index.js')),
  });
});
app.get('/private', (req, res) => {
  const codes = ['@mono/common/secret', '@mono/esm', '@mono/none', '@mono/logger/package.json', '@mono/common/package.json'].map((name) => {
    try {
      require(name);
      return 'loaded';
    } catch (err) {
      return err.code;
    }
  });
  res.json(codes.slice(0, 1).concat(codes.slice(2)));
});
app.use((err, req, res, next) => res.status(err instanceof HttpError ? err.status : 500).json({ error: err.message }));
app.listen(process.env.PORT);
