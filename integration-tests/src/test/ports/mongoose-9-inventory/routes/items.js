'use strict';
const router = require('express').Router();
const Item = require('../models/item');

router.get('/', async (req, res) => {
  res.json(await Item.find({ qty: { $gte: Number(req.query.min ?? 0) } }).sort('sku').lean());
});
router.post('/', async (req, res) => {
  const item = new Item(req.body);
  await item.save();
  res.status(201).json(item);
});
router.get('/totals', async (req, res) => {
  const totals = await Item.aggregate().group({ _id: '$kind', qty: { $sum: '$qty' } }).sort('_id');
  res.json({ totals, kinds: (await Item.distinct('kind')).sort(), exists: await Item.exists({ sku: 'B1' }) !== null });
});
router.post('/:sku/take', async (req, res) => {
  const item = await Item.findOneAndUpdate(
    { sku: req.params.sku, qty: { $gte: req.body.n } },
    { $inc: { qty: -req.body.n } },
    { returnDocument: 'after' },
  );
  if (!item) return res.status(409).json({ error: 'not enough' });
  res.json({ qty: item.qty, tags: item.tags });
});
router.put('/:sku', async (req, res) => {
  const { matchedCount, modifiedCount, upsertedCount } = await Item.updateOne(
    { sku: req.params.sku }, { $set: req.body }, { upsert: true, runValidators: true });
  res.json({ matchedCount, modifiedCount, upsertedCount });
});
router.get('/:id', async (req, res) => res.json(await Item.findById(req.params.id)));

module.exports = router;
