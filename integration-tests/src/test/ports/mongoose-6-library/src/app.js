require('express-async-errors');
const express = require('express');
const helmet = require('helmet');
const cors = require('cors');
const mongoose = require('mongoose');

const app = express();
app.use(helmet());
app.use(cors({ origin: 'https://example.com' }));
app.use(express.json({ limit: '10kb' }));
app.use('/api/authors', require('./routes/authors'));
app.use('/api/books', require('./routes/books'));
app.use((req, res) => res.status(404).json({ error: `${req.method} ${req.path} does not exist` }));
app.use((err, req, res, next) => {
  if (err instanceof mongoose.Error.ValidationError) {
    const fields = Object.fromEntries(Object.entries(err.errors).map(([k, e]) => [k, { kind: e.kind, message: e.message }]));
    return res.status(422).json({ error: err._message, fields });
  }
  if (err instanceof mongoose.Error.CastError) return res.status(400).json({ error: err.message });
  if (err.code === 11000) return res.status(409).json({ error: err.name, keyValue: err.keyValue });
  res.status(err.status || 500).json({ error: err.message, type: err.type });
});

module.exports = app;
