const Todo = require('../models/Todo');
const asyncHandler = (fn) => (req, res, next) => Promise.resolve(fn(req, res, next)).catch(next);

exports.list = asyncHandler(async (req, res) => {
  const todos = await Todo.find(req.query).sort('-priority text').select('-__v');
  res.json({ success: true, count: todos.length, data: todos });
});
exports.create = asyncHandler(async (req, res) => {
  const todo = await Todo.create(req.body);
  res.status(201).json({ success: true, data: todo });
});
exports.update = asyncHandler(async (req, res, next) => {
  const todo = await Todo.findByIdAndUpdate(req.params.id, req.body, { new: true, runValidators: true });
  if (!todo) return next(Object.assign(new Error(`Todo not found with id of ${req.params.id}`), { statusCode: 404 }));
  res.json({ success: true, data: todo });
});
exports.raw = asyncHandler(async (req, res) => {
  const before = await Todo.findOneAndUpdate({ _id: req.params.id }, { $set: { done: true } }, { rawResult: true });
  res.json({ ok: before.ok, was: before.value.done, lastErrorObject: before.lastErrorObject });
});
exports.remove = asyncHandler(async (req, res) => {
  const todo = await Todo.findByIdAndRemove(req.params.id);
  res.status(todo ? 200 : 404).json({ success: Boolean(todo), data: todo && todo.label });
});
exports.bulk = asyncHandler(async (req, res) => {
  const result = await Todo.bulkWrite([
    { insertOne: { document: { text: 'bulk one' } } },
    { updateMany: { filter: { done: false }, update: { $push: { steps: { name: 'bulk', done: true } } } } },
    { deleteOne: { filter: { text: 'nothing like this' } } },
  ]);
  res.json({ inserted: result.insertedCount, modified: result.modifiedCount, deleted: result.deletedCount });
});
exports.page = asyncHandler(async (req, res) => {
  res.render('index', { title: 'Todos', todos: await Todo.open().sort('text'), query: req.query });
});
