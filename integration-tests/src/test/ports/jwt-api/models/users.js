const bcrypt = require('bcryptjs');
const jwt = require('jsonwebtoken');

const users = [];

class User {
  constructor({ name, email, role = 'user' }) {
    Object.assign(this, { id: users.length + 1, name, email, role });
  }
  async setPassword(password) {
    const salt = await bcrypt.genSalt(5);
    this.password = await bcrypt.hash(password, salt);
    return this;
  }
  matchPassword(entered) {
    return bcrypt.compare(entered, this.password);
  }
  getSignedJwtToken() {
    return jwt.sign({ id: this.id, role: this.role }, process.env.JWT_SECRET, { expiresIn: process.env.JWT_EXPIRE });
  }
  static async create(body) {
    if (users.some((u) => u.email === body.email)) throw Object.assign(new Error('Duplicate field value entered'), { statusCode: 400 });
    const user = await new User(body).setPassword(body.password);
    users.push(user);
    return user;
  }
  static findByEmail(email) {
    return users.find((u) => u.email === email);
  }
  static findById(id) {
    return users.find((u) => u.id === id);
  }
}

module.exports = User;
