'use strict';

require('./lib/data-folder').enter(__dirname);
const db = require('./models/db');

// The database is looked for while the rest is loaded; start() awaits it and tells of a failure.
const connecting = db.connect();
connecting.catch(() => {});

const express = require('express');
const handlebars = require('express-handlebars');
const pug = require('pug');

const Settings = require('./models/settings');
const seed = require('./models/seed');
const helpers = require('./lib/view-helpers');
const cookies = require('./middleware/cookies');
const csrf = require('./middleware/csrf');
const errors = require('./middleware/errors');
const multipart = require('./middleware/multipart');
const securityHeaders = require('./middleware/security-headers');
const session = require('./middleware/session');
const live = require('./routes/live');

const app = express();
const port = process.argv[2] || process.env.PORT || 3000;

app.disable('x-powered-by');
app.set('trust proxy', process.env.TRUST_PROXY || false);
app.engine('handlebars', handlebars.engine({ defaultLayout: 'main', helpers }));
app.engine('pug', pug.__express);
app.set('views', __dirname + '/views');
app.set('view engine', 'handlebars');
app.locals.siteName = 'Ribbon';
app.locals.formatDate = helpers.formatDate;
app.locals.plural = helpers.plural;

app.use(securityHeaders);
app.use(express.static(__dirname + '/public', { maxAge: app.get('env') === 'production' ? '1h' : 0 }));

app.get('/health', async (req, res) => {
  await db.ping();
  res.json({ status: 'ok' });
});
app.use('/api/v1', require('./routes/api'));

app.use(cookies);
app.use(session);
app.use('/live', live);
app.use(csrf.offer);
app.use(express.urlencoded({extended: true}));
app.use('/import', multipart({ limit: '1mb' }));
app.use(csrf.protect);
app.use('/', require('./routes/home'));
app.use('/bookmarks', require('./routes/bookmarks'));
app.use('/import', require('./routes/import'));
app.use('/', require('./routes/account'));

app.use(errors.notFound);
app.use(errors.handler);

async function start() {
  await connecting;
  app.locals.secret = await Settings.secret();
  await seed();
  await live.feed.open();
  const server = app.listen(port, (error) => {
    if (error) {
      fail(error);
      return;
    }
    console.log(`${app.locals.siteName} is at http://localhost:${server.address().port}/`);
  });
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      server.close(() => db.close());
      live.feed.close();
    });
  }
}

function fail(error) {
  console.error(db.isUnreachable(error) ? db.unreachableMessage() : error.message);
  process.exitCode = 1;
  return db.close();
}

start().catch(fail);
