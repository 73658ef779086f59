// Behind heads/async-context.js: timers and child processes.

job('timers', (done) => {
  setTimeout(() => see('setTimeout'), 1);
  setImmediate(() => see('setImmediate'));
  process.nextTick(() => see('nextTick'));
  queueMicrotask(() => see('queueMicrotask'));
  Promise.resolve().then(() => see('then'));
  let n = 0;
  const i = setInterval(() => {
    see('setInterval');
    if (++n === 2) {
      clearInterval(i);
      done();
    }
  }, 5);
});
job('timers.refresh', (done) => {
  const t = setTimeout(() => {
    see('refresh');
    done();
  }, 20);
  als.run('other', () => t.refresh());
});
job('timers.promises', async (done) => {
  const tp = require('timers/promises');
  await tp.setTimeout(2);
  see('tp.setTimeout');
  await tp.setImmediate();
  see('tp.setImmediate');
  for await (const x of tp.setInterval(2)) {
    see('tp.setInterval');
    break;
  }
  await tp.scheduler.wait(1);
  see('scheduler.wait');
  done();
});
job('exec', (done) => {
  cp.exec('echo hi', () => {
    see('exec cb');
    done();
  });
});
job('execFile', (done) => {
  cp.execFile('echo', ['hi'], () => {
    see('execFile cb');
    done();
  });
});
job('spawn', (done) => {
  const c = cp.spawn('cat');
  c.on('spawn', () => see('spawn spawn'));
  c.stdout.on('data', () => see('spawn stdout data'));
  c.stdout.on('end', () => see('spawn stdout end'));
  c.on('exit', () => see('spawn exit'));
  c.on('close', () => {
    see('spawn close');
    done();
  });
  c.stdin.write('x', () => see('spawn stdin write cb'));
  c.stdin.end(() => see('spawn stdin end cb'));
});
job('spawn error', (done) => {
  cp.spawn('/none/such').on('error', () => {
    see('spawn error');
    done();
  });
});
job('exec promisified', async (done) => {
  await require('util').promisify(cp.exec)('true');
  see('exec promisified');
  done();
});
