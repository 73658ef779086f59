module.exports = {
  plural: (n, one, many) => (n === 1 ? one : many),
  join: (list, { hash }) => (list || []).join(hash.by || ', '),
  times(n, { fn, data }) {
    let out = '';
    for (let i = 0; i < n; i++) out += fn(i, { data: { ...data, first: i === 0 } });
    return out;
  },
};
