module.exports = {
  inputs: { name: { type: 'string', required: true } },
  fn: async ({ name }) => `${sails.config.custom.greeting} ${name}`,
};
