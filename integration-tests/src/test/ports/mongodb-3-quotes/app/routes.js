const { ObjectID } = require('mongodb');

module.exports = (app, db) => {
  const quotes = db.collection('quotes');

  app.get('/', (req, res) => {
    req.session.visits = (req.session.visits || 0) + 1;
    quotes.find().toArray((err, result) => {
      if (err) return console.log(err);
      res.render('index', { quotes: result, visits: req.session.visits });
    });
  });

  app.post('/quotes', (req, res) => {
    quotes.insertOne(req.body, (err, result) => {
      if (err) return res.status(500).send({ error: err.message });
      req.session.last = result.insertedId;
      res.redirect('/');
    });
  });

  app.put('/quotes', (req, res, next) => {
    quotes.findOneAndUpdate({ name: 'Yoda' }, { $set: { name: req.body.name, quote: req.body.quote } }, {
      sort: { _id: -1 }, upsert: true, returnOriginal: false,
    }, (err, result) => {
      if (err) return next(err);
      res.send(result);
    });
  });

  app.delete('/quotes', (req, res, next) => {
    quotes.findOneAndDelete({ name: req.body.name }, (err, result) => {
      if (err) return next(err);
      if (!result.value) return res.status(404).send({ message: 'No quote to delete' });
      res.send({ message: `${result.value.name} quote got deleted` });
    });
  });

  app.get('/quotes/:id', async (req, res, next) => {
    try {
      const details = { _id: new ObjectID(req.params.id) };
      const item = await quotes.findOne(details, { projection: { _id: 0 } });
      res.send(item || { error: 'not found' });
    } catch (err) {
      next(err);
    }
  });

  app.get('/stats', async (req, res) => {
    const sessions = await db.collection('visits').countDocuments();
    const words = await quotes.aggregate([{ $project: { name: 1, _id: 0 } }, { $sort: { name: 1 } }]).toArray();
    const bulk = quotes.initializeOrderedBulkOp();
    bulk.find({ name: 'nobody' }).upsert().updateOne({ $set: { quote: 'silence' } });
    bulk.insert({ name: 'bulk' });
    const result = await bulk.execute();
    res.json({ sessions: sessions > 0, words, upserted: result.nUpserted, inserted: result.nInserted });
  });

  app.get('/me', (req, res) => res.json({ last: req.session.last || null, id: req.sessionID.length }));
  app.post('/bye', (req, res) => req.session.destroy(() => res.clearCookie('quotes.sid').send({ bye: true })));
};
