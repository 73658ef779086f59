const express = require('express');
const { engine } = require('express-handlebars');
const fileUpload = require('express-fileupload');
const cookieSession = require('cookie-session');
const recipes = require('./lib/recipes');

const app = express();
app.engine('handlebars', engine({
  defaultLayout: 'main',
  runtimeOptions: { allowProtoPropertiesByDefault: true },
  helpers: require('./lib/helpers'),
}));
app.set('view engine', 'handlebars');
app.set('views', './views');
app.enable('view cache');
app.use(express.urlencoded({ extended: true }));
app.use(fileUpload({ limits: { fileSize: 1000 }, abortOnLimit: true }));
app.use(cookieSession({ name: 'basket', keys: ['a', 'b'] }));

app.get('/', (req, res) => res.render('index', { recipes: recipes.all(), basket: req.session.basket }));
app.get('/recipes/:id', (req, res, next) => {
  const recipe = recipes.get(req.params.id);
  if (!recipe) return next('route');
  res.render('recipe', { recipe, title: recipe.name });
});
app.post('/recipes', (req, res) => {
  const photo = req.files && req.files.photo;
  try {
    const recipe = recipes.add(req.body, photo && { name: photo.name, size: photo.size, md5: photo.md5, type: photo.mimetype });
    res.redirect(303, `/recipes/${recipe.id}`);
  } catch (err) {
    res.status(400).render('index', { error: err.message, recipes: recipes.all() });
  }
});
app.post('/basket', (req, res) => {
  req.session.basket = (req.session.basket || []).concat(req.body.item);
  res.redirect('back');
});
app.use((req, res) => res.status(404).send('Sorry can\'t find that!'));

app.listen(process.env.PORT);
