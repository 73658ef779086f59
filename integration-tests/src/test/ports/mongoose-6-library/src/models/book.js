const { Schema, model } = require('mongoose');

const bookSchema = new Schema(
  {
    title: { type: String, required: true, trim: true, maxlength: 60 },
    isbn: { type: String, unique: true, sparse: true },
    author: { type: Schema.Types.ObjectId, ref: 'Author', required: true },
    price: { type: Schema.Types.Decimal128, get: (v) => v && Number(v.toString()) },
    genres: [{ type: String, enum: { values: ['novel', 'poetry', 'science'], message: '{VALUE} is no genre' } }],
    meta: { type: Map, of: String },
    lent: Date,
  },
  { timestamps: true, versionKey: 'revision', toJSON: { getters: true, flattenMaps: true }, id: false },
);
bookSchema.query.ofGenre = function (genre) {
  return this.where({ genres: genre });
};
bookSchema.pre('save', async function () {
  if (this.isNew && !this.genres.length) this.genres.push('novel');
});
bookSchema.post('save', (doc) => {
  doc.$locals.saved = true;
});

module.exports = model('Book', bookSchema);
