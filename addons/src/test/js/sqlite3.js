'use strict';

const fs = require('fs');
const os = require('os');
const path = require('path');
const sqlite3 = require('sqlite3');
const print = require('./print');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sqlite-'));
const file = name => path.join(folder, name);
const shown = value => (value instanceof Error ? `${value.constructor.name} ${value.message} ${value.code} ${value.errno}` : value);

const argument = args => JSON.stringify(args, (key, value) => (typeof value === 'bigint' ? `${value}n` : value)).slice(0, 90);

/** Calls a method with a callback; prints what that gets, and what it is called on. */
const call = (target, method, ...args) => new Promise(resolve => {
  let returned;
  const callback = function (...results) {
    print(method, argument(args), '->', results.map(shown), this?.constructor?.name,
      method === 'run' ? [this?.lastID, this?.changes] : '');
    resolve(results);
  };
  try {
    returned = target[method](...args, callback);
    if (returned !== target) print(method, 'returns', returned?.constructor?.name);
  } catch (error) {
    print(method, 'throws', shown(error));
    resolve([error]);
  }
});
const open = (...args) => new Promise(resolve => {
  const db = new sqlite3.Database(...args, error => {
    print('open', error === null ? 'null' : shown(error));
    resolve(db);
  });
});
const thrown = (label, work) => {
  try {
    print(label, 'gives', typeof work());
  } catch (error) {
    print(label, 'throws', shown(error));
  }
};

async function values() {
  print('## values');
  const db = await open(':memory:');
  await call(db, 'exec', 'CREATE TABLE t (id INTEGER PRIMARY KEY, v, txt TEXT, num NUMERIC, r REAL)');
  const list = [
    0, -0, 1, -1, 1.5, 2147483647, 2147483648, -2147483648, 9007199254740991, 1e20, 1e300, NaN, Infinity, -Infinity, true,
    false, null, undefined, '', 'text', 'ünïcödé 🔥', 'quote " \\ \n \u0001', 'nul\0after', Buffer.from([0, 1, 255]),
    Buffer.alloc(0), new Uint8Array([1, 2]), new Uint16Array([258]), new Date(86400000), /re/gi, {}, [], { a: 1 }, 10n,
    '123', '1.0', '\ud800',
  ];
  for (const value of list) {
    await call(db, 'run', 'INSERT INTO t (v, txt, num, r) VALUES (?, ?, ?, ?)', [value, value, value, value]);
    await call(db, 'get', 'SELECT v, typeof(v) tv, txt, typeof(txt) tt, num, typeof(num) tn, r FROM t ORDER BY id DESC LIMIT 1');
  }
  await call(db, 'all', "SELECT 1 a, 2 a, 'x' b, x'00ff' c, 9223372036854775807 d, -9223372036854775808 e, 0.1 f, 1e999 g");
  await call(db, 'all', 'SELECT 1, 1+1, count(*), max(id) AS "max id", NULL AS "1", 5 AS "0" FROM t');
  await call(db, 'get', 'SELECT 1 WHERE 0');
  await call(db, 'all', 'SELECT 1 WHERE 0');
  await call(db, 'close');
}

async function parameters() {
  print('## parameters');
  const db = await open(':memory:');
  await call(db, 'get', 'SELECT ? a, ? b', 1, 2);
  await call(db, 'get', 'SELECT ? a, ? b', [1, 2]);
  await call(db, 'get', 'SELECT ? a, ? b', 1);
  await call(db, 'get', 'SELECT ? a, ? b');
  await call(db, 'get', 'SELECT ? a, ? b', [1, 2, 3]);
  await call(db, 'get', 'SELECT ? a, ? b', 1, 2, 3);
  await call(db, 'get', 'SELECT ? a', []);
  await call(db, 'get', 'SELECT ? a', {});
  await call(db, 'get', 'SELECT ? a, ? b', { 1: 'one', 2: 'two' });
  await call(db, 'get', 'SELECT ?2 a, ?1 b', ['one', 'two']);
  await call(db, 'get', 'SELECT ?3 a, ? b, ?1 c', [1, 2, 3, 4]);
  await call(db, 'get', 'SELECT $a a, :b b, @c c, $a again', { $a: 1, ':b': 2, '@c': 3 });
  await call(db, 'get', 'SELECT $a a, :b b, @c c', [1, 2, 3]);
  await call(db, 'get', 'SELECT $a a', { a: 1 });
  await call(db, 'get', 'SELECT $a a', { $b: 1 });
  await call(db, 'get', 'SELECT $a a', { $a: 1, $b: 1 });
  await call(db, 'get', 'SELECT ?5 a', { '?5': 'x' });
  await call(db, 'get', "SELECT '?' a, \"?\" b, [?] c, ? d FROM (SELECT 1 AS \"?\") -- ? comment\n /* ? $x */", [1]);
  await call(db, 'get', "SELECT 'it''s ?' a, ? b", [1]);
  await call(db, 'get', 'SELECT $été a, :ö_1$ b', { $été: 1, ':ö_1$': 2 });
  await call(db, 'get', 'SELECT ? a; SELECT ? b', [1]);
  await call(db, 'get', 'SELECT ? a', null);
  await call(db, 'get', 'SELECT ? a', undefined);
  await call(db, 'get', 'SELECT ? a', new Date(5));
  await call(db, 'get', 'SELECT ? a', Buffer.from('x'));
  await call(db, 'get', 'SELECT ? a, ? b', 'x', { b: 1 });
  await call(db, 'get', 'SELECT ? a', Symbol.iterator.description);
  await call(db, 'close');
}

async function errors() {
  print('## errors');
  const db = await open(file('errors.db'));
  for (const sql of [
    'selec', 'SELECT * FROM missing', 'SELECT missing', 'SELECT 1 +', "SELECT 'open", '', ' ', '-- nothing', ';', 'BEGIN; x',
    'SELECT abs(-9223372036854775808)', 'SELECT zeroblob(99999999999)', "SELECT json('{')",
  ]) {
    for (const method of ['run', 'get', 'all', 'exec']) await call(db, method, sql);
  }
  await call(db, 'exec', 'CREATE TABLE u (id INTEGER PRIMARY KEY, a TEXT UNIQUE NOT NULL CHECK (length(a) < 9))');
  await call(db, 'run', "INSERT INTO u (a) VALUES ('x')");
  for (const value of ["'x'", 'NULL', "'123456789'"]) await call(db, 'run', `INSERT INTO u (a) VALUES (${value})`);
  await call(db, 'run', "INSERT INTO u VALUES (1, 'y')");
  await call(db, 'exec', "INSERT INTO u (a) VALUES ('x')");
  await call(db, 'exec', "INSERT INTO u (a) VALUES ('first'); INSERT INTO u (a) VALUES ('x'); INSERT INTO u (a) VALUES ('no')");
  await call(db, 'all', 'SELECT a FROM u');
  await call(db, 'exec', 'PRAGMA foreign_keys = ON; CREATE TABLE child (p REFERENCES u (id))');
  await call(db, 'run', 'INSERT INTO child VALUES (99)');
  const again = await open(file('errors.db'));
  await call(again, 'configure', 'nothing');
  again.configure('busyTimeout', 1);
  await call(db, 'run', 'BEGIN EXCLUSIVE');
  await call(again, 'get', 'SELECT * FROM u');
  await call(db, 'run', 'ROLLBACK');
  await call(db, 'run', 'ROLLBACK');
  await call(again, 'close');
  const reader = await open(file('errors.db'), sqlite3.OPEN_READONLY);
  await call(reader, 'run', "INSERT INTO u (a) VALUES ('z')");
  await call(reader, 'close');
  await open(file('missing/folder.db'));
  await open(file('missing.db'), sqlite3.OPEN_READWRITE);
  await open(file('missing.db'), sqlite3.OPEN_READONLY);
  await open(folder);
  fs.writeFileSync(file('text.db'), 'this is no database at all, but long enough to be looked at'.repeat(20));
  const text = await open(file('text.db'));
  await call(text, 'get', 'SELECT * FROM sqlite_master');
  await call(text, 'close');
  await new Promise(resolve => db.loadExtension(file('none.so'), error => {
    print(error.code, error.errno);
    resolve();
  }));
  await call(db, 'close');
  await call(db, 'close');
  await call(db, 'get', 'SELECT 1');
  thrown('interrupt', () => db.interrupt());
  for (const args of [[], [1], [null], [{}], [undefined, 2]]) thrown('new Database', () => new sqlite3.Database(...args));
  const other = await open(':memory:');
  for (const [method, ...args] of [
    ['exec'], ['exec', 1], ['exec', 'SELECT 1', 1], ['close', 1], ['serialize', 1], ['parallelize', 'x'], ['wait', 1],
    ['configure'], ['configure', 'trace'], ['configure', 'nope', 1], ['configure', 'busyTimeout', 'x'],
    ['configure', 'limit', 1], ['configure', 'limit', 'x', 1], ['configure', 'limit', 1, 'x'], ['loadExtension'],
  ]) thrown(`${method}(${args.map(String)})`, () => other[method](...args));
  other.configure('limit', sqlite3.LIMIT_SQL_LENGTH, 20);
  await call(other, 'get', 'SELECT 1 AS this_is_a_long_statement');
  await call(other, 'close');
}

async function statements() {
  print('## statements');
  const db = await open(':memory:');
  await call(db, 'exec', 'CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 10), (2, 20), (3, 30)');
  const select = db.prepare('SELECT * FROM t WHERE a > ? ORDER BY a');
  print(select.sql, Object.keys(select), select instanceof sqlite3.Statement);
  await call(select, 'bind', 0);
  for (let i = 0; i < 5; i++) await call(select, 'get');
  await call(select, 'reset');
  await call(select, 'get');
  await call(select, 'get', 1);
  await call(select, 'get');
  await call(select, 'all');
  await call(select, 'get');
  await call(select, 'all', 2);
  await call(select, 'all');
  await call(select, 'run', 1);
  await call(select, 'get');
  await call(select, 'map', 0);
  await call(select, 'bind', 1, 2);
  await call(select, 'all');
  await call(select, 'reset');
  await call(select, 'finalize');
  await call(select, 'get');
  await call(select, 'finalize');
  const insert = db.prepare('INSERT INTO t VALUES (?, ?)', [7, 70]);
  await call(insert, 'run');
  await call(insert, 'run', 8, 80);
  await call(insert, 'run');
  insert.run(9, 90).run(10, 100).finalize();
  await call(db, 'wait');
  await call(db, 'all', 'SELECT * FROM t');
  await call(db, 'map', 'SELECT a, b FROM t');
  await call(db, 'map', 'SELECT a, b, a + b c FROM t WHERE a < 3');
  await call(db, 'map', 'SELECT a FROM t WHERE a < 3');
  await call(db, 'map', 'SELECT a, b FROM t WHERE a < 0');
  await call(db, 'run', 'UPDATE t SET b = b + 1 WHERE a > ?', [7]);
  await call(db, 'run', 'DELETE FROM t WHERE a = ?', 10);
  await call(db, 'run', 'SELECT 1');
  await call(db, 'get', 'INSERT INTO t VALUES (11, 0) RETURNING rowid, *');
  await call(db, 'all', 'INSERT INTO t VALUES (12, 0), (13, 0) RETURNING a');
  await call(db, 'run', 'REPLACE INTO t VALUES (14, 0)');
  await call(db, 'run', 'CREATE TABLE other (x)');
  const missing = db.prepare('SELECT * FROM nowhere', error => print('prepare', shown(error)));
  missing.get(() => print('never'));
  missing.on('error', error => print('event', shown(error)));
  await call(db, 'wait');
  missing.get(() => print('never'));
  const open1 = db.prepare('SELECT 1');
  await call(db, 'wait');
  await call(db, 'close');
  open1.finalize();
  await call(db, 'close');
  print(db.open);
}

async function order() {
  print('## order');
  const db = new sqlite3.Database(':memory:');
  print(db.open, Object.keys(db), db.filename, db.mode);
  db.on('open', () => print('event open'));
  db.on('close', () => print('event close'));
  db.serialize(() => {
    db.run('CREATE TABLE t (a)');
    const statement = db.prepare('INSERT INTO t VALUES (?)');
    for (let i = 0; i < 1000; i++) statement.run(`row ${i}`);
    statement.finalize(() => print('finalized'));
    db.get('SELECT count(*) n FROM t', (error, row) => print(row));
    db.parallelize(() => db.get('SELECT 5 five', (error, row) => print(row)));
    db.exec('DELETE FROM t WHERE rowid > 600', () => print('deleted'));
    db.get('SELECT count(*) n FROM t', (error, row) => print(row));
  });
  let rows = 0;
  await new Promise(resolve => {
    db.each('SELECT rowid id, a FROM t WHERE rowid <= ?', 555, (error, row) => {
      if (rows++ % 100 === 0) print(row);
    }, (error, count) => {
      print('complete', error, count);
      resolve();
    });
  });
  await new Promise(resolve => db.each('SELECT * FROM t WHERE 0', () => print('never'), (...args) => {
    print('complete', args);
    resolve();
  }));
  await new Promise(resolve => db.each('SELECT abs(a) FROM missing', () => print('never'), error => {
    print(shown(error));
    resolve();
  }));
  db.serialize();
  const heard = [];
  db.run('DROP TABLE t', () => heard.push('drop'));
  db.run('CREATE TABLE t (b)', () => heard.push('create'));
  await new Promise(resolve => db.all('SELECT * FROM t', (error, found) => {
    print(heard, found);
    resolve();
  }));
  db.parallelize();
  const many = await Promise.all(Array.from({ length: 50 }, (_, i) => new Promise((resolve, reject) =>
    db.get('SELECT ? * 2 AS twice', i, (error, row) => (error ? reject(error) : resolve(row.twice))))));
  print(many.reduce((a, b) => a + b));
  const { AsyncLocalStorage } = require('async_hooks');
  const storage = new AsyncLocalStorage();
  await storage.run('mine', () => new Promise(resolve => db.get('SELECT 1', () => {
    print('store', storage.getStore());
    resolve();
  })));
  db.close();
  await new Promise(resolve => db.once('close', resolve));
  const failing = new sqlite3.Database(':memory:');
  failing.on('error', error => print('database event', shown(error)));
  failing.exec('nonsense');
  await call(failing, 'wait');
  failing.close();
  await new Promise(resolve => failing.once('close', resolve));
  failing.exec('SELECT 1');
  const uncaught = () => new Promise(resolve => process.once('uncaughtException', error => {
    print('uncaught', shown(error));
    resolve();
  }));
  const last = new sqlite3.Database(':memory:');
  await call(last, 'exec', 'SELECT 1');
  const first = uncaught();
  last.run('nonsense without a callback');
  await first;
  const second = uncaught();
  new sqlite3.Database(file('no/where.db'));
  await second;
}

async function events() {
  print('## events');
  const db = await open(':memory:');
  await call(db, 'exec', 'CREATE TABLE t (a INTEGER PRIMARY KEY, b)');
  const settled = async () => {
    for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
  };
  const runAll = async () => {
    await new Promise(resolve => db.wait(resolve));
    for (const [sql, ...args] of [
      ['INSERT INTO t (b) VALUES (?)', "it's"], ['UPDATE t SET b = $b', { $b: 1.5 }], ['INSERT INTO t VALUES (9, ?)', null],
      ['DELETE FROM t WHERE a = :a', { ':a': 9 }], ['SELECT * FROM t WHERE b = ?', Buffer.from('ab')],
    ]) {
      await new Promise(resolve => db.run(sql, ...args, resolve));
      await settled();
    }
  };
  db.on('trace', sql => print('trace', sql));
  await runAll();
  db.on('profile', (sql, ms) => print('profile', sql, typeof ms));
  await runAll();
  db.removeAllListeners('profile');
  await runAll();
  db.on('change', (...args) => print('change', args));
  await runAll();
  db.removeAllListeners('change');
  await call(db, 'run', 'INSERT INTO t (b) VALUES (7)');
  await settled();
  await call(db, 'close');
}

async function shape() {
  print('## shape');
  print(Object.entries(sqlite3).map(([name, value]) => (typeof value === 'number' && name !== 'VERSION_NUMBER'
    ? `${name} ${value}` : `${name} ${typeof value}`)).filter(name => !name.startsWith('path')));
  const names = type => Object.getOwnPropertyNames(type.prototype).sort();
  print(names(sqlite3.Database), names(sqlite3.Statement));
  const cached = new sqlite3.cached.Database(file('cached.db'));
  print(cached === new sqlite3.cached.Database(file('../' + path.basename(folder) + '/cached.db')));
  await new Promise(resolve => new sqlite3.cached.Database(file('cached.db'), error => {
    print('cached', error);
    resolve();
  }));
  await call(cached, 'exec', 'CREATE TABLE t (a)');
  await call(cached, 'close');
  print(fs.existsSync(file('cached.db')));
  const uri = await open(`file:${file('uri.db')}?mode=memory`, sqlite3.OPEN_URI | sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE);
  await call(uri, 'exec', 'CREATE TABLE t (a)');
  await call(uri, 'close');
  print(fs.existsSync(file('uri.db')));
  const temporary = await open('');
  await call(temporary, 'exec', 'CREATE TABLE t (a)');
  await call(temporary, 'close');
  print(sqlite3.verbose() === sqlite3);
  const db = await open(':memory:');
  await new Promise(resolve => db.get('SELECT * FROM verbose', function (error) {
    print(error.message, error.stack.split('\n').filter(line => line.startsWith('-->')));
    resolve();
  }));
  await call(db, 'get', "SELECT json_extract('{\"a\":[1,2]}', '$.a[1]') a, sqrt(16) s, instr('abc', 'c') i");
  await call(db, 'exec', 'CREATE VIRTUAL TABLE words USING fts5 (text); INSERT INTO words VALUES (\'some words\')');
  await call(db, 'get', "SELECT * FROM words WHERE words MATCH 'words'");
  await call(db, 'close');
}

const state = backup => [
  backup.idle, backup.completed, backup.failed, backup.remaining, backup.pageCount, backup.retryErrors,
];

/** Moves a copy on, and prints how far it is. */
async function moved(backup, ...steps) {
  for (const pages of steps) {
    await call(backup, 'step', pages);
    print(state(backup));
  }
}

async function copied(source, expected, ...args) {
  const backup = source.backup(...args);
  await moved(backup, -1);
  await call(backup, 'finish');
  print(state(backup));
  if (expected) await call(expected, 'all', 'SELECT count(*) n FROM t');
}

async function backups() {
  print('## backups');
  const source = await open(file('source.db'));
  const rows = Array.from({ length: 300 }, (_, i) => `INSERT INTO t VALUES ('${'x'.repeat(100)}${i}');`);
  await new Promise(resolve => source.exec(`CREATE TABLE t (a); BEGIN; ${rows.join('')} COMMIT`, resolve));
  const backup = source.backup(file('copy.db'));
  print(backup instanceof sqlite3.Backup, Object.keys(backup), state(backup));
  await moved(backup, 3);
  const copy = await open(file('copy.db'));
  await call(copy, 'all', 'SELECT count(*) n FROM t');
  await call(source, 'run', 'INSERT INTO t VALUES (1)');
  await moved(backup, 0, 2, -1, -1);
  for (const method of ['finish', 'finish']) await call(backup, method);
  await call(backup, 'step', 1);
  await call(copy, 'all', 'SELECT count(*) n FROM t');

  print('locked');
  await call(copy, 'exec', 'BEGIN EXCLUSIVE');
  const locked = source.backup(file('copy.db'));
  await moved(locked, 1, -1);
  await call(copy, 'exec', 'COMMIT');
  const other = await open(file('source.db'));
  await call(other, 'run', 'INSERT INTO t VALUES (2)');
  await moved(locked, 1, -1);
  await call(locked, 'finish');
  await call(copy, 'all', 'SELECT count(*) n FROM t');

  print('into a database, into nothing');
  const memory = await open(':memory:');
  await copied(memory, memory, file('source.db'), 'main', 'main', false);
  await copied(source, null, ':memory:');
  await copied(source, null, '');
  fs.writeFileSync(file('garbage.db'), 'this is not a database at all');
  await copied(memory, null, file('garbage.db'), 'main', 'main', false);
  await copied(memory, memory, file('missing.db'), 'main', 'main', false);

  print('refused');
  const none = source.backup(path.join('/nonexistent', 'x.db'), error => print(shown(error)));
  await call(source, 'wait');
  print(state(none));
  for (const names of [['nope', 'main'], ['main', 'nope']]) await moved(source.backup(file('z.db'), ...names, true), 1);
  const open2 = source.backup(file('z.db'));
  await call(source, 'close');
  await moved(open2, 1);
  await call(open2, 'finish');
  print(state(open2), fs.statSync(file('z.db')).size);
  for (const make of [() => open2.step(), () => open2.step('a'), () => open2.step(1, 2), () => open2.finish(1)]) {
    thrown(String(make), make);
  }
  thrown('retryErrors', () => (open2.retryErrors = 1));
  open2.retryErrors = [1];
  print(open2.retryErrors);
  await new Promise(resolve => {
    open2.on('error', error => resolve(print(shown(error))));
    open2.step(1);
  });
  for (const db of [source, copy, other, memory]) await call(db, 'close');
}

(async () => {
  await values();
  await parameters();
  await errors();
  await statements();
  await order();
  await events();
  await shape();
  await backups();
  fs.rmSync(folder, { recursive: true });
})();
