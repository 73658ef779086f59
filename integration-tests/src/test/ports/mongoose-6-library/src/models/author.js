const { Schema, model } = require('mongoose');

const authorSchema = new Schema(
  {
    name: { first: { type: String, required: true }, last: { type: String, required: true } },
    born: { type: Number, min: [1000, '{VALUE} is too long ago'] },
  },
  { toJSON: { virtuals: true }, id: false },
);
authorSchema.virtual('fullName').get(function () {
  return `${this.name.first} ${this.name.last}`;
}).set(function (value) {
  [this.name.first, this.name.last] = value.split(' ');
});
authorSchema.virtual('books', { ref: 'Book', localField: '_id', foreignField: 'author', count: true });

module.exports = model('Author', authorSchema);
