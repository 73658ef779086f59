const express = require('express');
const { create } = require('express-handlebars');
const { MongoClient } = require('mongodb');

const app = express();
const hbs = create({ helpers: { dots: (n) => '.'.repeat(n) } });
const client = new MongoClient(process.env.MONGODB_URI);

app.engine('handlebars', hbs.engine);
app.set('view engine', 'handlebars');
app.use(express.json());
app.use('/words', require('./routes/words')(client));
app.get('/', (req, res) => res.render('home', { n: Number(req.query.n) || 0 }));
app.get('/regexp/:id([0-9]+)-:name?', (req, res) => res.json(req.params));
app.get('/star/*', (req, res) => res.send(req.params[0]));
app.get('/param/:a', (req, res) => res.send(String(req.param('a'))));
app.get('/query', (req, res) => res.json(req.query));
app.get('/back', (req, res) => res.redirect('back'));
app.use((err, req, res, next) => res.status(err.status || 500).json({ name: err.name, message: err.message }));

client.connect().then(() => app.listen(process.env.PORT));
