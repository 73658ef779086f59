const { Router } = require('express');
const { ObjectId } = require('mongodb');

module.exports = (db) => {
  const tasks = db.collection('tasks');
  const router = Router();
  const wrap = (fn) => (req, res, next) => fn(req, res).catch(next);

  router.get('/', wrap(async (req, res) => {
    const filter = { owner: req.session.user };
    if (req.query.done) filter.done = req.query.done === 'true';
    const list = await tasks.find(filter).sort({ title: 1 }).project({ title: 1, done: 1, _id: 0 }).toArray();
    res.json({ list, total: await tasks.countDocuments(filter), estimated: await tasks.estimatedDocumentCount() });
  }));
  router.post('/', wrap(async (req, res) => {
    const result = await tasks.insertOne({ title: req.body.title, done: false, owner: req.session.user });
    res.status(201).json(result);
  }));
  router.post('/many', wrap(async (req, res) => {
    const { insertedCount, insertedIds } = await tasks.insertMany(req.body.map((title) => ({ title, owner: req.session.user })));
    res.status(201).json({ insertedCount, ids: Object.keys(insertedIds) });
  }));
  router.patch('/:id', wrap(async (req, res) => {
    const result = await tasks.findOneAndUpdate({ _id: new ObjectId(req.params.id) }, { $set: req.body }, { returnDocument: 'after' });
    res.status(result.value ? 200 : 404).json(result);
  }));
  router.put('/:id', wrap(async (req, res) => {
    res.json(await tasks.replaceOne({ _id: new ObjectId(req.params.id) }, { title: req.body.title, owner: req.session.user }));
  }));
  router.delete('/', wrap(async (req, res) => res.json(await tasks.deleteMany({ owner: req.session.user }))));
  return router;
};
