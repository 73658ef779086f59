const express = require('express');
const path = require('path');
const YAML = require('yamljs');
const swaggerUi = require('swagger-ui-express');
const swaggerJsdoc = require('swagger-jsdoc');
const OpenApiValidator = require('express-openapi-validator');
const pets = require('./routes/pets');

const app = express();
const documented = swaggerJsdoc({
  failOnErrors: true,
  definition: { openapi: '3.0.0', info: { title: 'Pets', version: require('./package.json').version } },
  apis: [path.join(__dirname, 'routes/*.js')],
});
const written = YAML.load(path.join(__dirname, 'openapi.yaml'));

app.use(express.json());
app.get('/api-docs.json', (req, res) => res.json(documented));
app.use('/api-docs', swaggerUi.serveFiles(documented, {}), swaggerUi.setup(documented, { explorer: true, customCss: '.topbar { display: none }' }));
app.use('/written', swaggerUi.serve, swaggerUi.setup(written));
app.use(OpenApiValidator.middleware({ apiSpec: path.join(__dirname, 'openapi.yaml'), validateResponses: true, ignorePaths: /docs|written/ }));
app.use('/pets', pets);
app.use((err, req, res, next) => res.status(err.status || 500).json({ message: err.message, errors: err.errors }));
app.listen(process.env.PORT);
