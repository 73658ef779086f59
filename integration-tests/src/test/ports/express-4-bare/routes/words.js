const { Router } = require('express');
const { ObjectId } = require('mongodb');

module.exports = (client) => {
  const words = () => client.db().collection('words');
  return Router()
    .get('/', (req, res, next) => words().find().sort({ word: 1 }).toArray().then((all) => res.json(all), next))
    .post('/', (req, res, next) => {
      if (!req.body.word) return next(Object.assign(new Error('no word'), { status: 400 }));
      words().insertOne({ word: req.body.word }).then((r) => res.status(201).json(r), next);
    })
    .get('/:id', (req, res, next) => {
      try {
        words().findOne({ _id: new ObjectId(req.params.id) }).then((word) => (word ? res.json(word) : next()), next);
      } catch (err) {
        next(err);
      }
    });
};
