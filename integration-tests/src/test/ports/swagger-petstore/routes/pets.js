const router = require('express').Router();

const pets = [{ name: 'Tom', kind: 'cat' }, { name: 'Rex', kind: 'wolf' }];

/**
 * @openapi
 * /pets:
 *   get:
 *     description: All pets
 *     responses:
 *       200:
 *         description: a list
 */
router.get('/', (req, res) => res.json(pets.slice(0, req.query.limit)));

/**
 * @openapi
 * /pets:
 *   post:
 *     summary: Adds a pet
 *     responses:
 *       201: { description: made }
 */
router.post('/', (req, res) => {
  pets.push(req.body);
  res.status(201).json(req.body);
});
router.get('/:id', (req, res) => res.json({ ...pets[req.params.id], type: typeof req.params.id }));

module.exports = router;
