import passport from 'passport';
import { Strategy as LocalStrategy } from 'passport-local';

const users = new Map([['ann', { id: 1, name: 'ann', password: 'secret' }]]);

passport.use(new LocalStrategy((username, password, done) => {
  const user = users.get(username);
  done(null, user?.password === password && user, { message: 'no' });
}));
passport.serializeUser(({ name }, done) => done(null, name));
passport.deserializeUser((name, done) => done(null, users.get(name)));
