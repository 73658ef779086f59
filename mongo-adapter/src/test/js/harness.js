'use strict';

const util = require('util');
const { MongoClient } = require('mongodb');

const sections = [];

/** Registers a part of a script: `work(db, print)` runs on an empty database and prints what it sees. */
function section(title, work) {
  sections.push({ title, work });
}

// What differs from run to run is printed the same: generated ids and the server's address.
function masked(text) {
  return text
    .replace(/[0-9a-f]{24}/g, id => (/^(0{23}|0123456789ab)/.test(id) ? id : '<oid>'))
    .replace(/127\.0\.0\.1:\d+/g, '<server>')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, uuid => (
      uuid.startsWith('00112233') ? uuid : '<uuid>'));
}

/** A reply of a replica set's member without its times. */
function untimed(value) {
  if (value === null || typeof value !== 'object' || !('$clusterTime' in value)) return value;
  const { $clusterTime, operationTime, ...rest } = value;
  return rest;
}

function print(...values) {
  const texts = values.map(value => (typeof value === 'string' ? value : util.inspect(untimed(value), { depth: 8 })));
  process.stdout.write(`${masked(texts.join(' '))}\n`);
}

/** Prints the result of a promise or function, or the error with what an app reads of it. */
print.outcome = async (label, work) => {
  try {
    print(`${label}:`, await (typeof work === 'function' ? work() : work));
  } catch (error) {
    const { name, message, code, codeName } = error;
    const extra = {};
    for (const key of ['index', 'keyPattern', 'keyValue', 'writeErrors', 'result', 'insertedIds', 'errInfo']) {
      if (error[key] !== undefined) extra[key] = error[key];
    }
    print(`${label}: ${name}: ${message}`, { code, codeName }, extra, Object.keys(error));
  }
};

async function run() {
  const client = new MongoClient(process.argv[2]);
  await client.connect();
  try {
    for (const { title, work } of sections) {
      const db = client.db('differential');
      await db.dropDatabase();
      print(`\n## ${title}`);
      await work(db, print, client);
    }
  } finally {
    await client.close();
  }
}

run().catch(error => {
  process.stdout.write(`FAILED ${error.stack}\n`);
  process.exitCode = 1;
});

module.exports = { section };
