const express = require('express');
const exphbs = require('express-handlebars');
const Handlebars = require('handlebars');
const path = require('path');
const projects = require('./content/projects.json');

const app = express();
const hbs = exphbs.create({
  extname: '.hbs',
  defaultLayout: 'main',
  partialsDir: [path.join(__dirname, 'views/partials'), { dir: path.join(__dirname, 'views/shared'), namespace: 'shared' }],
  helpers: {
    json: (context) => JSON.stringify(context),
    link: (text, url) => new Handlebars.SafeString(`<a href="${Handlebars.escapeExpression(url)}">${Handlebars.escapeExpression(text)}</a>`),
    ifEquals(a, b, options) { return a === b ? options.fn(this) : options.inverse(this); },
    section(name, options) {
      this._sections = this._sections || {};
      this._sections[name] = options.fn(this);
      return null;
    },
  },
});
app.engine('.hbs', hbs.engine);
app.set('view engine', '.hbs');
app.locals.site = 'My site';
app.use('/static', express.static('public', { maxAge: '1d', index: false }));

app.get('/', (req, res) => res.render('home', { title: 'Home', projects, year: 2021 }));
app.get('/plain', (req, res) => res.render('about', { layout: false }));
app.get('/print', (req, res) => res.render('about', { layout: 'print', title: 'Print' }));
app.get('/projects/:slug', (req, res, next) => {
  const project = projects.find((p) => p.slug === req.params.slug);
  if (!project) return next();
  res.render('project', { project, helpers: { shout: (s) => s.toUpperCase() } });
});
app.get('/templates', async (req, res, next) => {
  try {
    const templates = await hbs.getTemplates('views/partials', { precompiled: true });
    const partials = await hbs.getPartials();
    res.json({ templates: Object.keys(templates).sort(), partials: Object.keys(partials).sort() });
  } catch (err) {
    next(err);
  }
});
app.get('/direct', async (req, res) => {
  const template = Handlebars.compile('{{#each list}}{{@index}}:{{this}}{{#unless @last}},{{/unless}}{{else}}none{{/each}}');
  res.send(`${template({ list: ['a', '<b>'] })} ${template({})} ${await hbs.render('views/partials/item.hbs', { name: 'x', url: '/"' })}`);
});
app.get('/broken', (req, res) => res.render('broken'));
app.get('/missing', (req, res) => res.render('no-such-view'));
app.use((req, res) => res.status(404).render('404', { layout: false, path: req.path }));
app.use((err, req, res, next) => res.status(500).type('text').send(err.message.split('\n')[0].replace(__dirname, '.')));

app.listen(process.env.PORT || 3000);
