'use strict';

// node:sqlite: databases and statements that answer at once.

const fs = require('fs');
const os = require('os');
const path = require('path');
const { inspect } = require('util');

process.removeAllListeners('warning');
const sqlite = require('node:sqlite');
const { DatabaseSync, StatementSync } = sqlite;

const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'sqlite-')));
const lines = [];
const log = (...values) => lines.push(values.map((value) => (typeof value === 'string' ? value : inspect(value))).join(' ')
  .replaceAll(folder, '/here'));

/** Logs what a call gives or throws. */
function call(name, work) {
  try {
    log(name, work());
  } catch (error) {
    log(name, error.name, error.code, error.errcode, error.errstr, error.message);
  }
}

log(sqlite);
const members = (prototype) => Object.entries(Object.getOwnPropertyDescriptors(prototype))
  .map(([key, own]) => `${key} ${own.value ? own.value.length : 'accessor'} ${own.enumerable}`);
log(members(DatabaseSync.prototype), members(StatementSync.prototype), DatabaseSync.length, StatementSync.length);

call('no new', () => DatabaseSync(':memory:'));
call('no path', () => new DatabaseSync());
call('path', () => new DatabaseSync(5));
call('zero', () => new DatabaseSync('a\0b'));
call('options', () => new DatabaseSync(':memory:', 5));
for (const [name, value] of [['open', 1], ['readOnly', 1], ['enableForeignKeyConstraints', 1], ['enableDoubleQuotedStringLiterals', 1],
  ['allowExtension', 1], ['timeout', 'x'], ['readBigInts', 1], ['returnArrays', 1], ['allowBareNamedParameters', 1], ['allowUnknownNamedParameters', 1]]) {
  call(name, () => new DatabaseSync(':memory:', { [name]: value }));
}
call('statement', () => new StatementSync());
call('nowhere', () => new DatabaseSync(path.join(folder, 'no/where.db')));

const later = new DatabaseSync(':memory:', { open: false });
log(later.isOpen, Object.keys(later), Object.getOwnPropertyNames(later));
call('exec closed', () => later.exec('SELECT 1'));
call('prepare closed', () => later.prepare('SELECT 1'));
call('close closed', () => later.close());
call('location closed', () => later.location());
later.open();
log(later.isOpen, later.isTransaction, later);
call('open twice', () => later.open());
later.close();
log(later.isOpen);

const file = path.join(folder, 'a.db');
const db = new DatabaseSync(file);
log(db.location(), new DatabaseSync(':memory:').location(), new DatabaseSync(Buffer.from(file)).location());
call('exec', () => db.exec('CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT NOT NULL, n REAL, b BLOB, x UNIQUE); CREATE TABLE child(t INTEGER REFERENCES t(id));'));
call('exec nothing', () => db.exec(''));
call('exec wrong', () => db.exec('SELEC 1'));
call('exec type', () => db.exec(5));
call('exec none', () => db.exec());
call('prepare wrong', () => db.prepare('SELECT nope FROM t'));
call('prepare type', () => db.prepare());
call('prepare empty', () => db.prepare('').all());

const insert = db.prepare('INSERT INTO t(name, n, b, x) VALUES (?, ?, ?, ?)');
log(insert, Object.getOwnPropertyNames(insert), insert.sourceSQL, insert.expandedSQL);
call('run', () => insert.run('one', 1.5, new Uint8Array([1, 2, 3]), null));
call('run', () => insert.run('two', 2, Buffer.from('ab'), 12345678901234567890n % 9007199254740993n));
call('run', () => insert.run("it's", -0.25, new DataView(new ArrayBuffer(2)), 'ü€😀'));
log(insert.expandedSQL);
call('not null', () => insert.run(null, 1, null, 1));
call('unique', () => insert.run('x', 1, null, 'ü€😀'));
call('too few', () => insert.run('few'));
call('too many', () => insert.run(1, 2, 3, 4, 5));
for (const bad of [undefined, true, Symbol('s'), () => {}, {}, [], new Date(0), 2n ** 64n]) call('bind', () => insert.run('bad', bad, null, null));
call('foreign key', () => db.exec('INSERT INTO child VALUES (99)'));

const all = db.prepare('SELECT * FROM t ORDER BY id');
call('all', () => all.all());
call('get', () => all.get());
call('iterate', () => [...all.iterate()]);
call('columns', () => all.columns());
call('columns', () => db.prepare('SELECT 1 AS one, count(*) FROM t').columns());
call('columns', () => db.prepare('CREATE TABLE other(a)').columns());
call('none', () => db.prepare('SELECT * FROM t WHERE id = ?').get(77));
call('none', () => db.prepare('SELECT * FROM t WHERE id = ?').all(77));
call('run select', () => all.run());
call('all insert', () => db.prepare("INSERT INTO t(name) VALUES ('four') RETURNING id, name").all());
call('get insert', () => db.prepare("INSERT INTO t(name) VALUES ('five')").get());
call('same names', () => db.prepare('SELECT 1 AS a, 2 AS a').get());

const iterator = all.iterate();
log(Object.prototype.toString.call(iterator), iterator[Symbol.iterator]() === iterator, iterator.next().value.name, iterator.return(), iterator.next());
const named = db.prepare('SELECT $a AS a, :b AS b, @c AS c, ? AS d');
call('named', () => named.get({ $a: 1, ':b': 'x', '@c': null }, 4));
call('bare', () => named.get({ a: 1, b: 2n, c: 3 }, 'd'));
call('unknown', () => named.get({ a: 1, nope: 2 }));
named.setAllowUnknownNamedParameters(true);
call('unknown', () => named.get({ a: 1, nope: 2 }, 5));
named.setAllowBareNamedParameters(false);
call('bare', () => named.get({ $a: 7 }, 5));
call('bare', () => { named.setAllowUnknownNamedParameters(false); return named.get({ a: 1 }); });
call('kept', () => named.get());
call('ambiguous', () => db.prepare('SELECT $a, @a').get({ a: 1 }));
call('numbered', () => db.prepare('SELECT ?2, ?1').get(1, 2));
for (const set of ['setReadBigInts', 'setAllowBareNamedParameters', 'setAllowUnknownNamedParameters', 'setReturnArrays']) {
  call(set, () => named[set]('x'));
  call(set, () => named[set](false));
}

const big = db.prepare('SELECT 9007199254740993 AS big, 5 AS small, 1.5 AS real');
call('big', () => big.get());
big.setReadBigInts(true);
call('big', () => big.get());
big.setReturnArrays(true);
call('arrays', () => [big.get(), big.all(), [...big.iterate()]]);
const bigRun = db.prepare("INSERT INTO t(name) VALUES ('big')");
bigRun.setReadBigInts(true);
call('big run', () => bigRun.run());
call('real', () => db.prepare('SELECT typeof(?) AS t, typeof(?) AS u').get(1, 1n));

db.exec('BEGIN');
log(db.isTransaction);
db.exec("INSERT INTO t(name) VALUES ('gone')");
db.exec('ROLLBACK');
log(db.isTransaction, db.prepare('SELECT count(*) AS c FROM t').get());

db.function('plus', (a, b) => a + b);
db.function('many', { varargs: true, deterministic: true }, (...args) => args.map((each) => inspect(each)).join('|'));
db.function('direct', { directOnly: true }, () => 'direct');
db.function('bigs', { useBigIntArguments: true }, (a) => typeof a);
db.function('fails', () => { throw new RangeError('thrown'); });
db.function('wrong', () => Symbol('x'));
db.function('none', () => {});
db.function('blob', () => new Uint8Array([9]));
call('add', () => db.prepare('SELECT plus(1, 2) AS s, plus(?, ?) AS t').get('a', 'b'));
call('many', () => db.prepare("SELECT many(1, 1.5, 'x', NULL, x'0102') AS m, many() AS n").get());
call('direct', () => db.prepare('SELECT direct() AS d, none() AS n, blob() AS b, bigs(1) AS g').get());
call('fails', () => db.prepare('SELECT fails()').get());
call('wrong', () => db.prepare('SELECT wrong()').get());
call('arity', () => db.prepare('SELECT plus(1)').get());
for (const bad of [[], [5], ['f'], ['f', 5], ['f', {}], ['f', {}, 5], ['f', { deterministic: 1 }, () => {}], ['f', { varargs: 1 }, () => {}]]) {
  call('function', () => db.function(...bad));
}
db.aggregate('total_length', { start: 0, step: (sum, text) => sum + String(text).length });
db.aggregate('joined', { start: () => [], step: (list, value) => [...list, value], result: (list) => list.join('+') });
call('aggregate', () => db.prepare('SELECT total_length(name) AS l, joined(id) AS j FROM t').get());
call('aggregate', () => db.prepare('SELECT joined(id) AS j, count(*) AS c FROM t GROUP BY id % 2 ORDER BY c').all());
call('aggregate', () => db.aggregate('x', { start: 0 }));

call('expanded', () => { const statement = db.prepare('SELECT ?, $x'); statement.get({ $x: "o'c" }, 1.5); return statement.expandedSQL; });
const closing = db.prepare('SELECT 1');
const other = new DatabaseSync(file, { readOnly: true });
call('read only', () => other.exec('CREATE TABLE no(a)'));
call('read', () => other.prepare('SELECT count(*) AS c FROM t').get());
other.close();
call('dqs', () => new DatabaseSync(':memory:', { enableDoubleQuotedStringLiterals: true }).prepare('SELECT "text" AS t').get());
call('no keys', () => {
  const free = new DatabaseSync(':memory:', { enableForeignKeyConstraints: false });
  free.exec('CREATE TABLE a(id PRIMARY KEY); CREATE TABLE b(a REFERENCES a(id)); INSERT INTO b VALUES (1)');
  return free.prepare('SELECT * FROM b').get();
});
call('defaults', () => new DatabaseSync(':memory:', { readBigInts: true, returnArrays: true }).prepare('SELECT 1').get());
call('extension', () => db.enableLoadExtension(true));
call('extension', () => db.loadExtension('/nowhere'));
db.close();
call('closed', () => closing.get());
call('closed', () => closing.sourceSQL);
call('closed', () => db.exec('SELECT 1'));
call('dispose', () => { const short = new DatabaseSync(':memory:'); short[Symbol.for('nodejs.dispose')]?.(); return short.isOpen; });

(async () => {
  const source = new DatabaseSync(file);
  const copy = path.join(folder, 'copy.db');
  log(typeof await sqlite.backup(source, copy, { rate: 1, progress: ({ totalPages, remainingPages }) => typeof (totalPages + remainingPages) }));
  log(new DatabaseSync(copy).prepare('SELECT count(*) AS c FROM t').get());
  call('backup', () => sqlite.backup(5, copy));
  call('backup', () => sqlite.backup(source, 5));
})().catch((error) => log('failed', error.code, error.message)).then(() => {
  fs.rmSync(folder, { recursive: true });
  console.log(lines.join('\n'));
});
