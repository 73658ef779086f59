'use strict';

const app = require('express')();
const { find } = require('java:orders');

app.get('/', (req, res) => res.json(find(1)));
app.listen(process.env.PORT);
