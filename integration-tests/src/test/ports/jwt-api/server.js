const express = require('express');
const dotenv = require('dotenv');
const hpp = require('hpp');
const xss = require('xss-clean');
const rateLimit = require('express-rate-limit');

dotenv.config();

const app = express();
app.set('env', 'production');
app.use(express.json());
app.use(xss());
app.use(hpp());
app.use('/limited', rateLimit({ windowMs: 600000, max: 2, headers: true, message: { error: 'slow down' } }));
app.get('/limited', (req, res) => res.json({ remaining: req.rateLimit.remaining }));
app.use('/api/auth', require('./routes/auth'));
app.get('/search', (req, res) => res.json({ q: req.query.q, polluted: req.queryPolluted }));
app.use(require('./middleware/error'));

const server = app.listen(process.env.PORT, () => console.log(`Server running on port ${process.env.PORT}`));
process.on('unhandledRejection', (err) => {
  console.log(`Error: ${err.message}`);
  server.close(() => process.exit(1));
});
