'use strict';
const { EventEmitter, once } = require('events');
const { Worker, isMainThread } = require('worker_threads');

const state = { ticks: 0, main: isMainThread, worker: typeof Worker };
const clock = new EventEmitter();
const timer = setInterval(() => clock.emit('tick', ++state.ticks), 5);
timer.unref();
once(clock, 'tick').then(([n]) => {
  state.first = n;
  clearInterval(timer);
  state.ticks = 1;
});

module.exports = { state };
