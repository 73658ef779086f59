const express = require('express');
const morgan = require('morgan');

const app = express();
const lines = [];
const stream = { write: (line) => lines.push(line) };
morgan.token('id', (req) => req.get('x-id'));
morgan.format('own', ':method :url :status');
for (const format of ['combined', 'common', 'short', 'tiny', 'dev', 'own']) app.use('/' + format, morgan(format, { stream }));
app.use('/custom', morgan(':id :method :url HTTP/:http-version :status :res[content-length] ":referrer" ":user-agent" :req[x-id] :remote-addr :remote-user', { stream }));
app.use('/function', morgan((tokens, req, res) => [tokens.method(req, res), tokens.url(req, res), tokens.status(req, res)].join('|'), { stream }));
app.use('/skip', morgan('own', { stream, skip: (req, res) => res.statusCode < 400 }));
app.use('/immediate', morgan('own', { stream, immediate: true }));
app.use('/stdout', morgan('own'));
app.get('/lines', (req, res) => setTimeout(() => res.json(lines.splice(0).map((l) => l.replace(/\[[^\]]*\d{4}[^\]]*\]/, '[date]').replace(/\d+\.\d{3}/, 'N'))), 10));
app.use((req, res, next) => req.path.endsWith('/error') ? next(Object.assign(new Error('x'), { status: 503 })) : next());
app.use('/:format', (req, res) => res.send('logged'));
app.use((err, req, res, next) => res.status(err.status).end());
app.listen(process.env.PORT || 3000);
