const path = require('path');
const express = require('express');
const morgan = require('morgan');
const connectDB = require('./config/db');
const todos = require('./routes/todos');
const errorHandler = require('./middleware/error');

const app = express();
app.set('view engine', 'ejs');
app.set('views', path.join(__dirname, 'views'));
app.use(express.json());
app.use(express.urlencoded({ extended: true }));
app.use(morgan(':method :url :status', { skip: (req, res) => res.statusCode < 400 }));
app.use(express.static('public'));
app.use('/api/v1/todos', todos.api);
app.use('/', todos.pages);
app.use(errorHandler);

connectDB().then(() => app.listen(process.env.PORT));
