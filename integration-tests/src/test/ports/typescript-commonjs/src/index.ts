import 'reflect-metadata';
import express from 'express';
import { config } from './config';
import * as logger from './logger';
import { errorHandler, notFound } from './middleware/errors';
import UserController from './controllers/user.controller';

const app = express();
app.use(express.json());
app.use('/users', new UserController().router);
app.use(notFound);
app.use(errorHandler);
app.listen(config.port, () => logger.info(`listening as ${config.name}`));

export default app;
