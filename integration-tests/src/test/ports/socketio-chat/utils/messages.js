const moment = require('moment');

module.exports = function formatMessage(username, text) {
  return { username, text, time: moment(0).utc().format('h:mm a') };
};
