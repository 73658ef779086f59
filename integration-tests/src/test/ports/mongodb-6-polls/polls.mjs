import { Router } from 'express';
import { ObjectId, Binary, MongoServerError } from 'mongodb';

export function polls(db) {
  const collection = db.collection('polls', { ignoreUndefined: true });
  const router = Router();

  router.post('/', async (req, res) => {
    const { question, options } = req.body ?? {};
    if (!question || !Array.isArray(options)) return res.status(422).json({ error: 'question and options, please' });
    try {
      const { insertedId, acknowledged } = await collection.insertOne({
        question, options: options.map((text) => ({ text, votes: 0 })), extra: undefined, key: new Binary(Buffer.from('key')),
      });
      res.status(201).json({ insertedId, acknowledged });
    } catch (err) {
      if (err instanceof MongoServerError && err.code === 11000) return res.status(409).json(err.keyPattern);
      throw err;
    }
  });
  router.get('/', async (req, res) => {
    res.json(await collection.find({}, { sort: { question: 1 }, projection: { question: 1, 'options.text': 1, _id: 0 } }).toArray());
  });
  router.post('/:id/votes', async (req, res) => {
    const _id = new ObjectId(req.params.id);
    const poll = await collection.findOneAndUpdate(
      { _id, 'options.text': req.body.option }, { $inc: { 'options.$.votes': 1 } }, { returnDocument: 'after' });
    if (!poll) return res.status(404).json({ error: 'no such poll or option' });
    req.session.votes = { ...req.session.votes, [req.params.id]: req.body.option };
    res.json(poll);
  });
  router.get('/results', async (req, res) => {
    const results = await collection.aggregate([
      { $unwind: '$options' },
      { $group: { _id: '$question', total: { $sum: '$options.votes' }, best: { $max: '$options.votes' } } },
      { $sort: { _id: 1 } },
    ]).toArray();
    res.json(results);
  });
  router.delete('/:id', async (req, res) => {
    const gone = await collection.findOneAndDelete({ _id: ObjectId.createFromHexString(req.params.id) });
    res.status(gone ? 200 : 404).json(gone);
  });
  return router;
}
