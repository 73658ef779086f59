import express, { Router, json } from 'express';
import morgan from 'morgan';
import cookieParser from 'cookie-parser';
import compression from 'compression';
import session from 'express-session';
import methodOverride from 'method-override';
import passport from 'passport';
import cors from 'cors';
import helmet, { contentSecurityPolicy } from 'helmet';
import createError, { isHttpError } from 'http-errors';
import { createRequire } from 'module';
import { config, __dirname } from '#config';
import auth from '#routes/auth';
import files from '#routes/files';
import './lib/passport.js';

const require = createRequire(import.meta.url);
const { version } = require('./package.json');
const { MemoryStore } = session;

const app = express();
app.disable('x-powered-by');
app.use(helmet({ contentSecurityPolicy: false }), cors(), compression({ threshold: 100 }));
app.use(morgan('tiny', { skip: (req) => !req.query.log, stream: { write: (line) => console.log(line.replace(/[\d.]+ ms/, 'N ms').trim()) } }));
app.use(json(), express.urlencoded({ extended: true }));
app.use(cookieParser(config.secret));
app.use(methodOverride('_method'), methodOverride('X-HTTP-Method-Override'));
app.use(session({ secret: config.secret, resave: false, saveUninitialized: false, store: new MemoryStore(), cookie: { maxAge: config.maxAge } }));
app.use(passport.initialize(), passport.session());
app.use('/public', express.static(`${__dirname}/public`));
app.use('/auth', auth);
app.use('/files', files);

const api = Router({ mergeParams: true });
api.route('/things/:id')
  .get((req, res) => res.json({ got: req.params, version }))
  .put((req, res) => res.json({ put: req.params.id, body: req.body }))
  .delete((req, res) => res.status(204).end());
app.use('/:tenant/api', api);
app.get('/big', (req, res) => res.type('text').send('large '.repeat(100)));
app.get('/cookies', (req, res) => {
  res.cookie('plain', 'a b', { httpOnly: true }).cookie('signed', { n: 1 }, { signed: true });
  res.json({ cookies: req.cookies, signed: req.signedCookies });
});
app.get('/lazy', async (req, res, next) => {
  try {
    const lazy = await import(`./lib/${req.query.name}.js`);
    res.json({ keys: Object.keys(lazy).sort(), value: lazy.default });
  } catch (err) {
    next(createError(404, err.code));
  }
});
app.use((req, res, next) => next(createError(404, `no ${req.path}`, { expose: true })));
app.use((err, req, res, next) => {
  res.status(err.statusCode ?? 500).json({ error: err.message, http: isHttpError(err), csp: typeof contentSecurityPolicy });
});

export const server = app.listen(config.port);
