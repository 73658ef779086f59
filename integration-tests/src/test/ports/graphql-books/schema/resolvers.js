const { GraphQLScalarType, Kind, GraphQLError } = require('graphql');
const loaders = require('./loaders');
const { books, authors } = require('./data');

const year = (value) => {
  if (!Number.isInteger(value) || value < 0) throw new GraphQLError(`${value} is no year`);
  return value;
};

module.exports = {
  Year: new GraphQLScalarType({ name: 'Year', serialize: year, parseValue: year, parseLiteral: (ast) => (ast.kind === Kind.INT ? year(Number(ast.value)) : year(NaN)) }),
  Named: { __resolveType: (obj) => (obj.authorId ? 'Book' : 'Author') },
  Query: {
    books: (root, { first }) => books.slice(0, first),
    book: async (root, { id }) => books.find((b) => b.id === id),
    authors: () => authors,
    search: (root, { text }) => [...books, ...authors].filter((x) => x.name.toLowerCase().includes(text)),
    loads: () => loaders.batches,
  },
  Mutation: {
    addBook(root, { input }, { user }) {
      if (!user) throw Object.assign(new Error('log in first'), { code: 'UNAUTHENTICATED' });
      const book = { id: String(books.length + 1), ...input };
      books.push(book);
      return book;
    },
  },
  Book: { author: (book, args, ctx) => ctx.loaders.author.load(book.authorId) },
  Author: { books: (author, { genre }) => books.filter((b) => b.authorId === author.id && (!genre || b.genre === genre)) },
};
