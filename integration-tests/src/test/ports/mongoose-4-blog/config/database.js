module.exports = { url: process.env.MONGOLAB_URI || 'mongodb://localhost/blog' };
