var mongoose = require('mongoose');
var Schema = mongoose.Schema;

var CommentSchema = new Schema({
  author: { type: String, default: 'anonymous' },
  body: { type: String, required: true }
});

var PostSchema = new Schema({
  title: { type: String, required: [true, 'a post needs a title'], trim: true },
  slug: { type: String, index: { unique: true } },
  body: { type: String, default: '' },
  tags: [String],
  views: { type: Number, default: 0, min: 0 },
  comments: [CommentSchema]
}, { timestamps: true, usePushEach: true });

PostSchema.pre('save', function (next) {
  this.slug = this.title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  next();
});
PostSchema.virtual('url').get(function () {
  return '/posts/' + this.slug;
});
PostSchema.statics.findBySlug = function (slug, cb) {
  return this.findOne({ slug: slug }, cb);
};
PostSchema.methods.excerpt = function (n) {
  return this.body.length > n ? this.body.slice(0, n) + '…' : this.body;
};

module.exports = mongoose.model('Post', PostSchema);
