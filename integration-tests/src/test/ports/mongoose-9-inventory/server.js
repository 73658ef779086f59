'use strict';
const mongoose = require('mongoose');
const express = require('express');
const items = require('./routes/items');

const app = express();
app.use(express.json());
app.use('/items', items);
app.use((err, req, res, _next) => {
  const status = err instanceof mongoose.Error.ValidationError ? 422
    : err instanceof mongoose.Error.CastError ? 400
      : err instanceof mongoose.mongo.MongoServerError && err.code === 11000 ? 409
        : err.status || 500;
  res.status(status).json({ name: err.name, message: status === 409 ? 'duplicate' : err.message });
});

async function main() {
  await mongoose.connect(process.env.MONGODB_URI);
  await mongoose.model('Item').createIndexes();
  const server = app.listen(process.env.PORT);
  process.on('SIGTERM', () => server.close(() => mongoose.disconnect()));
}

main();
