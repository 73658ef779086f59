const express = require('express');
const exphbs = require('express-handlebars');
const mongoose = require('mongoose');
const session = require('express-session');
const MongoStore = require('connect-mongo')(session);
const flash = require('connect-flash');
const passport = require('passport');

const app = express();
require('./config/passport')(passport);

mongoose
  .connect(process.env.MONGO_URI, {
    useNewUrlParser: true, useUnifiedTopology: true, useFindAndModify: false, useCreateIndex: true,
  })
  .then(() => console.log('MongoDB Connected'))
  .catch((err) => console.log(err));

app.engine('handlebars', exphbs({
  defaultLayout: 'main',
  helpers: {
    shout: (text) => String(text).toUpperCase(),
    list(items, options) {
      return items.map((item) => `<li>${options.fn(item)}</li>`).join('');
    },
  },
}));
app.set('view engine', 'handlebars');
app.use(express.urlencoded({ extended: false }));
app.use(express.json());
app.use(session({
  secret: 'keyboard cat',
  resave: false,
  saveUninitialized: false,
  store: new MongoStore({ mongooseConnection: mongoose.connection, ttl: 3600 }),
}));
app.use(passport.initialize());
app.use(passport.session());
app.use(flash());
app.use((req, res, next) => {
  res.locals.success = req.flash('success');
  res.locals.error = req.flash('error');
  res.locals.user = req.user ? { name: req.user.name, email: req.user.email } : null;
  next();
});
app.use('/', require('./routes/index'));
app.use('/users', require('./routes/users'));
app.use((req, res) => res.status(404).render('404', { url: req.originalUrl }));
// eslint-disable-next-line no-unused-vars
app.use((err, req, res, next) => {
  res.status(err.status || 500).send(`${err.name}: ${err.message}`);
});

const PORT = process.env.PORT || 5000;
mongoose.connection.once('open', () => app.listen(PORT, () => console.log(`Server started on port ${PORT}`)));
