module.exports = {
  port: process.env.PORT,
  log: { level: 'error', noShip: true },
  session: { secret: 'sails', cookie: { maxAge: 60000 } },
  http: { trustProxy: true, cache: 1000 },
  security: { csrf: false },
};
