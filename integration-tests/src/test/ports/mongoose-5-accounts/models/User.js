const mongoose = require('mongoose');

const UserSchema = new mongoose.Schema({
  name: { type: String, required: true },
  email: { type: String, required: true, unique: true, lowercase: true, match: /^\S+@\S+$/ },
  password: { type: String, required: true },
  roles: { type: [String], enum: ['user', 'admin'], default: ['user'] },
  date: { type: Date, default: Date.now },
});

module.exports = mongoose.model('User', UserSchema);
