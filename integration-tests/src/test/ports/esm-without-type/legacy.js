exports.name = 'legacy';
exports.twice = function (n) {
  return n * 2;
};
Object.defineProperty(exports, 'hidden', { enumerable: false, value: 1 });
exports.who = typeof module + typeof require + typeof __filename;
