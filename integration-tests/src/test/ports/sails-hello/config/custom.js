module.exports.custom = { greeting: 'Hi' };
