'use strict';

const express = require('express');
const orders = require('java:orders');

const app = express();

app.get('/orders/:id', (req, res) => {
  res.json(orders.find(Number(req.params.id)));
});

app.get('/greeting', (req, res) => {
  res.send(`${process.env.GREETING} ${process.argv.slice(2).join(' ')}`);
});

app.listen(process.env.PORT);
