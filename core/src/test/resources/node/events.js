'use strict';

const lines = [];
const log = (...values) => lines.push(require('util').format(...values));
process.on('exit', () => require('fs').writeFileSync(process.env.OUT, lines.join('\n')));
const attempt = (fn) => {
  try {
    return fn();
  } catch (err) {
    return `${err.name} ${err.code} ${err.message}`;
  }
};

const EventEmitter = require('events');

const e = new EventEmitter();
e.on('newListener', (name) => log('new', name));
e.on('removeListener', (name) => log('removed', name));
const b = () => log('b');
e.on('x', function (...args) { log('a', this === e, args); });
e.once('x', b);
e.prependListener('x', () => log('first'));
log(e.emit('x', 1, 2, 3, 4, 5), e.emit('x'), e.emit('nothing'));
log(e.listenerCount('x'), e.eventNames(), e.rawListeners('x').length, e.listeners('x').length);
e.off('x', b).removeAllListeners('x');
log(e.listenerCount('x'), e.getMaxListeners(), EventEmitter.defaultMaxListeners);
log(attempt(() => e.on('x', 1)), attempt(() => e.emit('error', new Error('boom'))), attempt(() => e.emit('error', { a: 1 })),
  attempt(() => e.emit('error')), attempt(() => e.setMaxListeners(-1)));
e.on(EventEmitter.errorMonitor, (err) => log('monitor', err.message));
log(attempt(() => e.emit('error', new Error('seen'))));
process.on('warning', (w) => log(w.name, w.message.split('. Use')[0], w.count));
for (let i = 0; i < 11; i++) e.on('leak', b);
const c = new EventEmitter({ captureRejections: true });
c.on('error', (err) => log('captured', err.message));
c.on('go', async () => { throw new Error('rejected'); });
c.emit('go');
(async () => {
  setTimeout(() => e.emit('later', 7), 1);
  log(await EventEmitter.once(e, 'later'));
  setTimeout(() => { e.emit('many', 1); e.emit('many', 2); }, 1);
  for await (const [value] of EventEmitter.on(e, 'many')) {
    log('iterated', value);
    if (value === 2) break;
  }
  const aborted = AbortSignal.abort();
  log(await EventEmitter.once(e, 'never', { signal: aborted }).catch((err) => `${err.name} ${err.code}`));
})();
function Old() {
  EventEmitter.call(this);
}
require('util').inherits(Old, EventEmitter);
const old = new Old();
old.on('y', () => log('old'));
old.emit('y');
log(new EventEmitter());
