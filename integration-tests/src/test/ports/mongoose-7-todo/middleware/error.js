module.exports = (err, req, res, next) => {
  let { statusCode = err.status || 500, message } = err;
  if (err.name === 'CastError') [statusCode, message] = [404, `Todo not found with id of ${err.value}`];
  if (err.code === 11000) [statusCode, message] = [400, 'Duplicate field value entered'];
  if (err.name === 'ValidationError') [statusCode, message] = [400, Object.values(err.errors).map((e) => e.message).join(', ')];
  res.status(statusCode).json({ success: false, error: message });
};
