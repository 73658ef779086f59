module.exports = {
  friendlyName: 'Hello',
  inputs: { name: { type: 'string', required: true, maxLength: 5 }, times: { type: 'number', defaultsTo: 1 } },
  exits: { success: { description: 'greeted' }, unknown: { responseType: 'notFound' } },
  fn: async function ({ name, times }) {
    if (name === 'x') throw 'unknown';
    return { message: await sails.helpers.greet(name), times };
  },
};
