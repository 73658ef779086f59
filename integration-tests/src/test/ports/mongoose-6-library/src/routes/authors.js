const { Router } = require('express');
const Author = require('../models/author');

const router = Router();
router.get('/', async (req, res) => res.json(await Author.find().sort('name.last').populate('books')));
router.post('/', async (req, res) => res.status(201).json(await Author.create(req.body)));
router.get('/:id', async (req, res) => res.json(await Author.findById(req.params.id).orFail()));
router.put('/:id/name', async (req, res) => {
  const author = await Author.findById(req.params.id);
  author.fullName = req.body.name;
  res.json({ modified: author.modifiedPaths(), saved: (await author.save()).fullName });
});

module.exports = router;
