import { Router } from 'express';
import { body, validationResult } from 'express-validator';
import Note from '../models/note.js';

const router = Router();

router.get('/', async (req, res) => {
  const notes = [];
  for await (const note of Note.find().sort({ slug: 1 }).cursor()) notes.push(note.slug);
  res.json({ notes, seen: req.signedCookies.seen ?? null });
});
router.post('/', body('title').isLength({ min: 2 }).withMessage('too short'), async (req, res) => {
  const errors = validationResult(req);
  if (!errors.isEmpty()) return res.status(422).json(errors.array());
  const note = await Note.create(req.body);
  res.cookie('seen', note.slug, { signed: true }).status(201).json(note);
});
router.get('/:slug', async (req, res) => res.json(await Note.bySlug(req.params.slug)));
router.put('/:slug', async (req, res) => {
  const note = await Note.bySlug(req.params.slug);
  res.json(await note.rename(req.body.title));
});
router.patch('/:slug', async (req, res) => {
  const options = { returnDocument: 'after', includeResultMetadata: true };
  const result = await Note.findOneAndUpdate({ slug: req.params.slug }, { $set: req.body }, options);
  res.json({ existing: result.lastErrorObject.updatedExisting, value: result.value });
});
router.delete('/:slug', async (req, res) => {
  const note = await Note.findOneAndDelete({ slug: req.params.slug });
  res.status(note ? 200 : 404).json({ deleted: note?.slug ?? null });
});
router.get('/by/:id', async (req, res) => res.json(await Note.findById(req.params.id)));

export default router;
