module.exports = { model: 'user' };
