import 'reflect-metadata';
import express from 'express';
import { Container } from 'inversify';
import { pino } from 'pino';
import { TYPES } from './types.js';
import { StockService } from './services/stock.service.js';
import { stockRouter } from './routes/stock.routes.js';
const container = new Container({ defaultScope: 'Singleton' });
container.bind(TYPES.Logger).toConstantValue(pino({ base: null, timestamp: false }, pino.destination({ dest: 1, sync: true })));
container.bind(TYPES.StockService).to(StockService);
const app = express();
app.use(express.json({ strict: true }));
app.use('/stock', stockRouter(container.get(TYPES.StockService)));
app.get('/info', (_req, res) => {
    res.json({ url: new URL('.', import.meta.url).pathname.split('/').slice(-2), env: process.env.NODE_ENV, argv: process.execArgv.length >= 0 });
});
app.use((err, _req, res, _next) => {
    container.get(TYPES.Logger).error({ err: { message: err.message } }, 'request failed');
    res.status(err.status ?? 500).json({ error: err.message });
});
app.listen(Number(process.env.PORT));
export { app };
//# sourceMappingURL=server.js.map
