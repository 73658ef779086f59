const ms = require('ms');
const { version } = require('ms/package.json');

exports.log = (text) => `${ms(1500)} ${version} ${text}`;
