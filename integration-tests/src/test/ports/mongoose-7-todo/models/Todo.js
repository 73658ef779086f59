const mongoose = require('mongoose');

const todoSchema = new mongoose.Schema({
  text: { type: String, required: [true, 'Please add some text'], minlength: 3 },
  done: { type: Boolean, default: false },
  priority: { type: String, enum: ['low', 'high'], default: 'low' },
  due: Date,
  steps: [{ name: String, done: Boolean, _id: false }],
});
todoSchema.index({ text: 1 }, { unique: true });
todoSchema.virtual('label').get(function () { return `${this.done ? '[x]' : '[ ]'} ${this.text}`; });
todoSchema.statics.open = function () { return this.find({ done: false }); };
todoSchema.pre('findOneAndUpdate', function () { this.set({ priority: this.get('priority') || 'high' }); });

module.exports = mongoose.model('Todo', todoSchema);
