import { Router } from 'express';
import { z } from 'zod';
const amount = z.object({ amount: z.number().int().min(0) });
export const stockRouter = (stock) => {
    const router = Router();
    router.get('/', async (_req, res) => {
        res.json(await stock.all);
    });
    router.get('/low/:limit', async (req, res) => {
        res.json((await stock.low(Number(req.params.limit))).sort());
    });
    router.put('/:name', async (req, res) => {
        const parsed = amount.safeParse(req.body);
        if (!parsed.success) {
            res.status(422).json(parsed.error.issues);
            return;
        }
        res.json(await stock.set(req.params.name, parsed.data.amount));
    });
    router.delete('/:name', () => {
        throw Object.assign(new Error('not implemented'), { status: 501 });
    });
    return router;
};
