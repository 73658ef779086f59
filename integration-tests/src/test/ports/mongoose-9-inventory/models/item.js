'use strict';
const { Schema, model } = require('mongoose');

const dimensions = new Schema({ w: Number, h: { type: Number, max: 100 } }, { _id: false });
const itemSchema = new Schema({
  sku: { type: String, required: true, unique: true, uppercase: true },
  kind: { type: String, required: true },
  qty: { type: Number, default: 0, validate: { validator: Number.isInteger, message: ({ value }) => `${value} pieces?` } },
  dimensions,
  tags: { type: [String], set: (tags) => tags.map((t) => t.trim()) },
  id2: { type: Schema.Types.UUID },
}, { discriminatorKey: 'kind' });
itemSchema.pre('save', async function () {
  this.tags.addToSet('checked');
});
itemSchema.post('findOneAndUpdate', async (doc) => {
  if (doc) doc.tags.push('updated');
});

const Item = model('Item', itemSchema);
Item.discriminator('Book', new Schema({ pages: { type: Number, required: true } }));
Item.discriminator('Toy', new Schema({ age: Number }));
module.exports = Item;
