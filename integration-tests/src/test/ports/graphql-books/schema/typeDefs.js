const gql = require('graphql-tag');

module.exports = gql`
  enum Genre { NOVEL POETRY }
  scalar Year
  interface Named { name: String! }
  type Author implements Named { id: ID!, name: String!, books(genre: Genre): [Book!]! }
  "A book"
  type Book implements Named { id: ID!, name: String!, genre: Genre, year: Year, author: Author! }
  input BookInput { name: String!, genre: Genre = NOVEL, year: Year, authorId: ID! }
  type Query { books(first: Int = 10): [Book!]!, book(id: ID!): Book, authors: [Author!]!, search(text: String!): [Named!]!, loads: Int! }
  type Mutation { addBook(input: BookInput!): Book! }
`;
