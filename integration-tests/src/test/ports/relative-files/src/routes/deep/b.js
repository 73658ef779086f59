const data = require('../../../store/data');

module.exports = (app) => app.get('/b', (req, res) => res.json(data));
