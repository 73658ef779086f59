import { Schema, model, Types } from 'mongoose';
import slugify from 'slugify';

const noteSchema = new Schema({
  title: { type: String, required: true },
  slug: { type: String, unique: true, immutable: true },
  body: { type: Schema.Types.Mixed, default: {} },
  owner: { type: Types.ObjectId },
  history: { type: [{ at: Number, title: String }], default: [] },
  size: { type: BigInt },
}, {
  timestamps: true,
  statics: {
    bySlug(slug) {
      return this.findOne({ slug }).orFail();
    },
  },
  methods: {
    rename(title) {
      this.history.push({ at: this.history.length, title: this.title });
      this.title = title;
      return this.save();
    },
  },
  toJSON: { transform: (doc, ret) => ({ ...ret, size: ret.size?.toString(), v: ret.__v, __v: undefined }) },
});

noteSchema.pre('validate', function () {
  if (this.title) this.slug ??= slugify(this.title, { lower: true, strict: true });
});

export default model('Note', noteSchema);
