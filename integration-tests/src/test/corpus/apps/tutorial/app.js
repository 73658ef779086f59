const express = require('express');
const fs = require('fs');
const Item = require('./models/item');

const app = express();
const port = process.env.PORT || 3000;
const greeting = process.argv[2] || 'Hello';

app.engine('tpl', (filePath, options, callback) => {
  fs.readFile(filePath, (err, content) => {
    if (err) return callback(err);
    const text = content.toString()
      .replace(/#title#/g, options.title)
      .replace(/#list#/g, (options.data || []).map((item) => `<li>${item.name}: ${item.price}</li>`).join(''));
    return callback(null, text);
  });
});
app.set('views', './views');
app.set('view engine', 'tpl');

app.use(express.urlencoded({ extended: true }));
app.use(express.json());
app.use(express.static(__dirname + '/public'));

const logger = (req, res, next) => {
  console.log(`${req.method} ${req.url}`);
  next();
};
app.use(logger);

app.get('/', async (req, res) => {
  const data = await Item.find({});
  res.render('homeView', { title: greeting, data });
});

app.post('/items', async (req, res) => {
  const item = new Item({ name: req.body.name, price: Number(req.body.price) });
  await item.save();
  res.redirect('/');
});

app.get('/items/:id', async (req, res) => {
  const item = await Item.findById(req.params.id);
  if (!item) return res.status(404).send('Item not found');
  res.json(item);
});

app.put('/items/:id', (req, res) => {
  Item.findById(req.params.id).then((item) => {
    Object.assign(item, req.body);
    res.status(200).json({ success: true, item });
  }).catch((err) => res.status(400).json({ success: false, message: err.message }));
});

app.delete('/items/:id', async (req, res) => {
  const gone = await Item.remove(req.params.id);
  res.sendStatus(gone ? 204 : 404);
});

app.get('/missing-view', (req, res) => res.render('nope'));
app.get('/callback', (req, res) => res.render('homeView', { title: 'cb' }, (err, html) => res.send(html.toUpperCase())));
app.get('/app-render', (req, res, next) => app.render('homeView', { title: 'app' }, (err, html) => err ? next(err) : res.send(html)));
app.get('/locals', (req, res) => { res.locals.data = [{ name: 'local', price: 1 }]; app.locals.title = 'from app'; res.render('homeView'); });

app.use((req, res) => {
  res.status(404).send("Sorry can't find that!");
});

app.use((err, req, res, next) => {
  console.error(err.message);
  res.status(500).send('Something broke!');
});

app.listen(port, () => {
  console.log(`Example app listening`);
});
