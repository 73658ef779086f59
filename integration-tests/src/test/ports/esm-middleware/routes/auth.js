import { Router } from 'express';
import passport from 'passport';

const router = Router();
router.post('/login', passport.authenticate('local', { failWithError: true }), (req, res) => res.json({ user: req.user.name }));
router.get('/me', (req, res) => res.json({ authenticated: req.isAuthenticated(), name: req.user?.name ?? null }));
router.post('/logout', (req, res, next) => req.logout((err) => (err ? next(err) : res.sendStatus(200))));

export default router;
