const express = require('express');
const { createHandler } = require('graphql-http/lib/use/express');
const { makeExecutableSchema } = require('@graphql-tools/schema');
const { printSchema, GraphQLError } = require('graphql');
const typeDefs = require('./schema/typeDefs');
const resolvers = require('./schema/resolvers');
const loaders = require('./schema/loaders');

const schema = makeExecutableSchema({ typeDefs, resolvers });
const app = express();
app.all('/graphql', createHandler({
  schema,
  context: (req) => ({ user: req.headers['x-user'], loaders: loaders() }),
  formatError: (err) => (err.originalError && err.originalError.code ? new GraphQLError(err.message, { ...err, extensions: { code: err.originalError.code } }) : err),
}));
app.get('/schema', (req, res) => res.type('text/plain').send(printSchema(schema)));
app.listen(process.env.PORT);
