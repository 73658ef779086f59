const jwt = require('jsonwebtoken');
const User = require('../models/users');

exports.protect = (req, res, next) => {
  const header = req.headers.authorization || '';
  const token = header.startsWith('Bearer') && header.split(' ')[1];
  if (!token) return next(Object.assign(new Error('Not authorized to access this route'), { statusCode: 401 }));
  jwt.verify(token, process.env.JWT_SECRET, (err, decoded) => {
    if (err) return next(Object.assign(err, { statusCode: 401 }));
    req.user = User.findById(decoded.id);
    next();
  });
};
exports.authorize = (...roles) => (req, res, next) => {
  if (!roles.includes(req.user.role)) return res.status(403).json({ error: `User role ${req.user.role} is not authorized` });
  next();
};
