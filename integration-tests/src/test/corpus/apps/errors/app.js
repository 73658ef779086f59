const express = require('express');

const app = express();

app.get('/throws', () => { throw new Error('thrown <b>in</b> a handler'); });
app.get('/next', (req, res, next) => next(new Error('given to next')));
app.get('/next-string', (req, res, next) => next('a string'));
app.get('/next-object', (req, res, next) => next({ status: 418, message: 'a teapot object' }));
app.get('/throw-string', () => { throw 'thrown string'; });
app.get('/throw-null', (req, res, next) => { next(null); });
app.get('/next-zero', (req, res, next) => next(0));
app.get('/status/:code', (req, res, next) => next(Object.assign(new Error('with status'), { status: Number(req.params.code) })));
app.get('/status-code/:code', (req, res, next) => next(Object.assign(new Error('with statusCode'), { statusCode: Number(req.params.code) })));
app.get('/headers', (req, res, next) => {
  next(Object.assign(new Error('slow down'), { status: 429, headers: { 'Retry-After': '60', 'X-Why': 'limit' } }));
});
app.get('/res-status', (req, res, next) => { res.status(503); next(new Error('status set before')); });
app.get('/res-status-ok', (req, res, next) => { res.status(201); next(new Error('status set to 201 before')); });
app.get('/had-headers', (req, res, next) => {
  res.set('X-Kept', 'no').set('ETag', '"x"').type('json');
  next(new Error('headers are removed'));
});
app.get('/type-error', () => { undefined.x(); });
app.get('/reference-error', () => { notDefined(); });
app.get('/range-error', () => { new Array(-1); });
app.get('/syntax-error', () => { JSON.parse('{bad'); });
app.get('/sent', (req, res, next) => { res.send('already'); next(new Error('too late')); });
app.get('/partial', (req, res, next) => { res.write('part'); next(new Error('after a part')); });

app.get('/custom', (req, res, next) => next(Object.assign(new Error('custom'), { status: 422, code: 'EBAD', details: [1, 2] })));
app.use('/custom', (err, req, res, next) => res.status(err.status).json({ error: err.message, code: err.code, details: err.details }));

app.get('/chain', (req, res, next) => next(new Error('one')));
app.use('/chain', (req, res, next) => res.send('not for errors'));
app.use('/chain', (err, req, res, next) => { err.message += ' two'; next(err); });
app.use('/chain', (err, req, res, next) => { res.set('X-Err', err.message); next(); });
app.use('/chain', (req, res) => res.send('recovered'));

app.get('/err-in-err', (req, res, next) => next(new Error('first')));
app.use('/err-in-err', (err, req, res, next) => { throw new Error('second after ' + err.message); });

app.get('/route-errors', (req, res, next) => next(new Error('in route')), (err, req, res, next) => res.send('route handler got ' + err.message));
app.get('/route-normal', (err, req, res, next) => res.send('never'), (req, res) => res.send('error handler was skipped'));

app.get('/cause', (req, res, next) => next(new Error('outer', { cause: new Error('inner') })));
app.get('/async-caught', async (req, res, next) => {
  try {
    await Promise.reject(new Error('rejected'));
  } catch (e) {
    next(e);
  }
});

app.listen(process.env.PORT || 3000);
