'use strict';

// What an error costs, in microseconds: made, thrown and caught, and with its stack read.

const DEPTH = 40;
const BATCH = 2000;
const ROUNDS = 15;

function below(depth, act) {
  return depth === 0 ? act() : below(depth - 1, act);
}

function thrown() {
  throw new Error('thrown');
}

function caught() {
  try {
    below(DEPTH, thrown);
  } catch (error) {
    return error;
  }
  return null;
}

const acts = {
  made: () => below(5, () => new Error('made')),
  thrown: caught,
  read: () => below(5, () => new Error('read')).stack.length,
};

for (const [name, act] of Object.entries(acts)) {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const begin = process.hrtime.bigint();
    for (let i = 0; i < BATCH; i++) act();
    best = Math.min(best, Number(process.hrtime.bigint() - begin) / 1000 / BATCH);
  }
  console.log(name, best.toFixed(2));
}
process.exit(0);
