const express = require('express');
const c = require('../controllers/todos');

const api = express.Router();
api.route('/').get(c.list).post(c.create);
api.post('/bulk', c.bulk);
api.route('/:id').put(c.update).delete(c.remove);
api.post('/:id/done', c.raw);

const pages = express.Router();
pages.get('/', c.page);

module.exports = { api, pages };
