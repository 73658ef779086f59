exports.authors = [{ id: '1', name: 'Ann' }, { id: '2', name: 'Bob' }];
exports.books = [
  { id: '1', name: 'Alpha', genre: 'NOVEL', year: 1999, authorId: '1' },
  { id: '2', name: 'Beta', genre: 'POETRY', year: 2001, authorId: '2' },
  { id: '3', name: 'Gamma', genre: 'POETRY', authorId: '1' },
];
