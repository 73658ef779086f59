const path = require('path');

const file = path.join(__dirname, '../data.json');
let low;

module.exports = {
  async adapter() {
    const { JSONFile } = await import('lowdb/node');
    return new JSONFile(file);
  },
  async db() {
    if (!low) {
      const { Low } = await import('lowdb');
      low = new Low(await module.exports.adapter(), { posts: [] });
      await low.read();
    }
    return low;
  },
};
