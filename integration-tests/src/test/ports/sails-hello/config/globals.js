module.exports.globals = { _: require('@sailshq/lodash'), async: false, models: false, sails: true };
