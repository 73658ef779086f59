const { Router } = require('express');
const Book = require('../models/book');

const router = Router();
const size = Number(process.env.PAGE_SIZE);

router.get('/', async (req, res) => {
  const page = Number(req.query.page || 1);
  const find = Book.find(req.query.q ? { title: { $regex: req.query.q, $options: 'i' } } : {});
  if (req.query.genre) find.ofGenre(req.query.genre);
  const [books, total] = await Promise.all([
    find.sort({ title: 1 }).skip((page - 1) * size).limit(size).populate('author', 'name'),
    Book.countDocuments(),
  ]);
  res.json({ page, total, books });
});
router.post('/', async (req, res) => {
  const book = await Book.create(req.body);
  res.status(201).location(`/api/books/${book.id}`).json({ saved: book.$locals.saved, book });
});
router.post('/import', async (req, res) => {
  const result = await Book.insertMany(req.body, { ordered: false, rawResult: true });
  res.json({ inserted: result.insertedCount, invalid: result.mongoose.validationErrors.map((e) => e.message) });
});
router.get('/stats', async (req, res) => {
  res.json(await Book.aggregate([
    { $unwind: '$genres' },
    { $group: { _id: '$genres', count: { $sum: 1 }, titles: { $push: '$title' } } },
    { $sort: { _id: 1 } },
  ]));
});
router.patch('/:id', async (req, res) => {
  const book = await Book.findOneAndUpdate({ _id: req.params.id }, req.body, { new: true, runValidators: true });
  if (!book) return res.status(404).json({ error: 'no such book' });
  res.json(book);
});
router.delete('/:id', async (req, res) => {
  const { deletedCount } = await Book.deleteOne({ _id: req.params.id });
  res.status(deletedCount ? 204 : 404).end();
});

module.exports = router;
