'use strict';

const express = require('express');
const orders = require('java:orders');
const { offload } = require('java:cortado');

const app = express();
app.use(express.json());

// A method that answers at once is called like any function.
app.get('/orders/:id', (req, res) => {
  res.json(orders.find(Number(req.params.id)));
});

// One that gives a CompletionStage or a Future gives a promise.
app.post('/orders', async (req, res) => {
  res.status(201).json(await orders.place(req.body));
});

// One that waits is offloaded to a virtual thread, for the loop must not wait.
app.get('/orders', async (req, res) => {
  res.json(await offload(orders.all));
});

// Exceptions are errors.
app.use((error, req, res, next) => {
  if (error.javaClass !== 'java.util.NoSuchElementException') return next(error);
  res.status(404).json({ error: error.message });
});

app.listen(process.env.PORT);
