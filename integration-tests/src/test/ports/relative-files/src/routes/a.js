const path = require('path');

module.exports = (app) => app.get('/a', (req, res) => res.sendFile(path.resolve(`${__dirname}/../../public/a.html`)));
