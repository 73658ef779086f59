const path = require('path');
const express = require('express');
const hbs = require('hbs');
const forecast = require('./utils/forecast');

const app = express();
const publicDirectoryPath = path.join(__dirname, '../public');
const viewsPath = path.join(__dirname, '../templates/views');
const partialsPath = path.join(__dirname, '../templates/partials');

app.set('view engine', 'hbs');
app.set('views', viewsPath);
hbs.registerPartials(partialsPath, (err) => {
  if (err) console.log(err);
});
hbs.registerPartial('inline', '<i>{{text}}</i>');
hbs.registerHelper('currentYear', () => 2020);
hbs.registerHelper('upper', (text, options) => String(text).toUpperCase() + (options.hash.suffix || ''));
hbs.registerHelper('bold', (options) => new hbs.SafeString(`<b>${options.fn(this)}</b>`));
hbs.registerAsyncHelper('later', (name, options, cb) => setImmediate(() => cb(`later ${name}`)));
hbs.localsAsTemplateData(app);
app.locals.owner = 'Ann';
app.use(express.static(publicDirectoryPath));

app.get('', (req, res) => res.render('index', { title: 'Weather', name: 'Andrew <Mead>' }));
app.get('/about', (req, res) => res.render('about', { title: 'About Me', layout: 'shell', items: [{ n: 1 }, { n: 2 }] }));
app.get('/weather', (req, res) => {
  if (!req.query.address) return res.send({ error: 'You must provide an address!' });
  forecast(req.query.address, (error, data) => {
    if (error) return res.send({ error });
    res.send({ forecast: data, address: req.query.address });
  });
});
app.get('/help/*', (req, res) => res.render('404', { title: '404', errorMessage: 'Help article not found.' }));
app.get('*', (req, res) => res.status(404).render('404', { title: '404', errorMessage: 'Page not found.' }));

app.listen(process.env.PORT || 3000, () => console.log('Server is up on port ' + (process.env.PORT || 3000)));
