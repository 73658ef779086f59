module.exports = { list: [1, 2, 3], parent: module.parent ? 'a parent' : 'no parent' };
