// Records what mingo answers to random queries, updates and pipelines: node record.mjs FOLDER_WITH_MINGO > corpus.jsonl
import { createRequire } from 'node:module';
import { join } from 'node:path';

const load = createRequire(join(process.argv[2], 'package.json'));
const { Query, Aggregator, update: updateDocument } = load('mingo');

/** A generator of random numbers with a fixed seed (mulberry32). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const next = random(20261129);
const whole = (least, most) => least + Math.floor(next() * (most - least + 1));
const chance = (part) => next() < part;
const pick = (list) => list[whole(0, list.length - 1)];
const times = (count, make) => Array.from({ length: count }, (_, i) => make(i));
const WORDS = ['ant', 'Bee', 'cat', 'dog', '', 'a b', 'zebra', 'Ant'];
const date = () => new Date(Date.UTC(2020, whole(0, 23), whole(1, 28), whole(0, 23), whole(0, 59), whole(0, 59)));

function scalar() {
  switch (whole(0, 9)) {
    case 0: return null;
    case 1: return chance(0.5);
    case 2: return pick([0.5, 1.5, -2.5, 3.25]);
    case 3: case 4: return pick(WORDS);
    default: return whole(-3, 12);
  }
}

function item() {
  const made = {};
  if (chance(0.9)) made.q = scalar();
  if (chance(0.7)) made.w = whole(0, 5);
  if (chance(0.2)) made.z = times(whole(0, 3), () => whole(0, 5));
  return made;
}

function make(id) {
  const made = { _id: id };
  if (chance(0.9)) made.n = chance(0.85) ? whole(-5, 20) : scalar();
  if (chance(0.85)) made.s = chance(0.85) ? pick(WORDS) : scalar();
  if (chance(0.8)) made.t = chance(0.85) ? times(whole(0, 4), () => (chance(0.8) ? whole(0, 6) : scalar())) : scalar();
  if (chance(0.7)) made.o = chance(0.85) ? { x: scalar(), y: whole(0, 4), ...(chance(0.4) && { p: { r: scalar() } }) } : scalar();
  if (chance(0.7)) made.i = chance(0.85) ? times(whole(0, 3), item) : scalar();
  if (chance(0.7)) made.d = date();
  return made;
}

const documents = () => times(whole(2, 6), make);
const PATHS = ['n', 's', 't', 'o', 'i', 'o.x', 'o.y', 'o.p.r', 'i.q', 'i.w', 'i.z', 't.0', 'i.0.q', 'none', 'o.none'];

function condition(path, depth = 0) {
  const value = () => (chance(0.08) ? times(whole(0, 2), scalar) : scalar());
  switch (whole(0, depth > 1 ? 8 : 12)) {
    case 0: case 1: return value();
    case 2: return { [pick(['$gt', '$gte', '$lt', '$lte'])]: pick([whole(-3, 12), pick(WORDS), 1.5]) };
    case 3: return { [pick(['$in', '$nin'])]: times(whole(0, 4), scalar) };
    case 4: return { $exists: chance(0.5) };
    case 5: return { $type: pick(['int', 'string', 'array', 'object', 'null', 'bool', 'number', ['string', 'null']]) };
    case 6: return { [pick(['$ne', '$eq'])]: value() };
    case 7: return { $gte: whole(-3, 4), $lt: whole(4, 12) };
    case 8: return { $regex: pick(['^a', 't$', 'e', '[A-Z]']), ...(chance(0.4) && { $options: 'i' }) };
    case 9: return { $size: whole(0, 3) };
    case 10: return { $mod: [whole(2, 4), whole(0, 2)] };
    case 11: {
      const not = condition(path, 2);
      return not !== null && typeof not === 'object' && !Array.isArray(not) && !not.$regex ? { $not: not } : { $ne: whole(0, 5) };
    }
    default:
      return path === 'i'
        ? { $elemMatch: { q: condition('q', 2), ...(chance(0.5) && { w: { $gte: whole(0, 5) } }) } }
        : { $elemMatch: { $gte: whole(0, 3), $lt: whole(3, 8) } };
  }
}

function query(depth = 0) {
  const made = {};
  for (let i = whole(1, 2); i > 0; i--) {
    const path = pick(PATHS);
    made[path] = condition(path);
  }
  if (depth < 2 && chance(0.2)) made[pick(['$and', '$or', '$nor'])] = times(whole(1, 3), () => query(depth + 1));
  if (chance(0.06)) made.t = { $all: times(whole(1, 2), () => whole(0, 6)) };
  return made;
}

const number = (depth) => (depth > 2 || chance(0.5) ? pick(['$n', '$o.y', whole(-3, 9), 2.5]) : numeric(depth + 1));
const list = () => pick(['$t', '$i.w', [1, 2, 3], '$i']);
const text = () => pick(['$s', 'abc', 'A b']);
const truth = (depth) => ({ [pick(['$gt', '$lt', '$gte', '$lte', '$eq', '$ne'])]: [number(depth + 1), number(depth + 1)] });

function numeric(depth = 0) {
  const arg = () => number(depth + 1);
  switch (whole(0, 9)) {
    case 0: return { [pick(['$add', '$multiply'])]: [arg(), arg()] };
    case 1: return { $subtract: [arg(), arg()] };
    case 2: return { $divide: [arg(), whole(1, 5)] };
    case 3: return { $mod: [arg(), whole(2, 5)] };
    case 4: return { [pick(['$abs', '$ceil', '$floor'])]: arg() };
    case 5: return { [pick(['$round', '$trunc'])]: [arg(), whole(0, 1)] };
    case 6: return { $cond: [truth(depth + 1), arg(), arg()] };
    case 7: return { $ifNull: [arg(), arg()] };
    case 8: return { $max: [{ $ifNull: [arg(), 0] }, { $ifNull: [arg(), 1] }, 2] };
    default: return { $min: [arg(), arg()] };
  }
}

function expression() {
  switch (whole(0, 27)) {
    case 0: case 1: case 2: return numeric();
    case 3: return truth(0);
    case 4: return { $and: [truth(0), truth(0)] };
    case 5: return { $or: [truth(0), truth(0)] };
    case 6: return { $map: { input: { $ifNull: [list(), []] }, as: 'e', in: { v: '$$e', k: numeric() } } };
    case 7: return { $filter: { input: [1, 5, 2, 9], as: 'e', cond: { $gt: ['$$e', number(1)] } } };
    case 8: return { $reduce: { input: [1, 2, 3], initialValue: 0, in: { $add: ['$$value', '$$this'] } } };
    case 9: return { $slice: [[1, 2, 3, 4], whole(-3, 3)] };
    case 10: return { $arrayElemAt: [[1, 2, 3], whole(-4, 3)] };
    case 11: return { $concatArrays: [[1], { $cond: [{ $isArray: ['$t'] }, '$t', []] }] };
    case 12: return { $indexOfArray: [[5, 2, 7, 2], whole(0, 7)] };
    case 13: return { $range: [whole(0, 3), whole(4, 9), whole(1, 3)] };
    case 14: return { $reverseArray: { $literal: [3, 1, 2] } };
    case 15: return { $size: { $cond: [{ $isArray: ['$t'] }, '$t', []] } };
    case 16: return { [pick(['$setUnion', '$setIntersection', '$setDifference'])]: [[1, 2, 3], [pick([3, 4]), 5]] };
    case 17: return { [pick(['$setEquals', '$setIsSubset'])]: [[1, 2], times(whole(1, 3), () => whole(1, 2))] };
    case 18: return { $concat: ['<', pick(['abc', 'x y']), '>'] };
    case 19: return { [pick(['$toUpper', '$toLower'])]: pick(['aBc', 'Éx', '']) };
    case 20: return { $substrCP: ['abcdef', whole(0, 5), whole(0, 4)] };
    case 21: return { $split: ['a,b,,c', ','] };
    case 22: return { [pick(['$year', '$month', '$dayOfMonth', '$hour', '$minute', '$second', '$dayOfWeek', '$dayOfYear', '$isoWeek', '$isoDayOfWeek'])]: { $ifNull: ['$d', new Date(0)] } };
    case 23: return { $dateToString: { date: { $ifNull: ['$d', new Date(0)] }, format: '%Y-%m-%dT%H:%M:%S.%LZ %j %u %V %G' } };
    case 24: return { $mergeObjects: [{ a: 1 }, { $cond: [{ $eq: [{ $type: '$o' }, 'object'] }, '$o', {}] }] };
    case 25: return { $dateAdd: { startDate: { $ifNull: ['$d', new Date(0)] }, unit: pick(['day', 'hour', 'week', 'month', 'year', 'minute']), amount: whole(-5, 20) } };
    case 26: return { $switch: { branches: [{ case: truth(0), then: 'one' }, { case: truth(0), then: { $literal: '$x' } }], default: text() } };
    default: return { $let: { vars: { v: number(0) }, in: { $add: ['$$v', 1] } } };
  }
}

function accumulators() {
  const input = () => pick(['$n', '$o.y', '$s', '$t', { $ifNull: ['$n', 0] }]);
  const made = {};
  for (let i = whole(1, 3); i > 0; i--) {
    const name = pick(['$sum', '$avg', '$min', '$max', '$first', '$last', '$push']);
    made['f' + i] = { [name]: name === '$sum' || name === '$avg' ? pick(['$n', '$o.y', 1]) : name === '$push' ? { $ifNull: [input(), 'none'] } : input() };
  }
  return made;
}

function stage() {
  switch (whole(0, 12)) {
    case 0: case 1: return { $match: query() };
    case 2: return { $project: { [pick(['n', 's', 'o.x', 'i.q', 't'])]: 1, r: expression() } };
    case 3: return { $project: { [pick(['n', 's', 'o.x', 'i.q', 't'])]: 0 } };
    case 4: case 5: return { $addFields: { [pick(['r', 'n', 'new.x'])]: expression() } };
    case 6: return { $group: { _id: pick(['$s', null, '$o.y', { a: '$o.y', b: '$s' }]), ...accumulators() } };
    case 7: return { $unwind: chance(0.5) ? '$t' : { path: pick(['$t', '$i']), preserveNullAndEmptyArrays: chance(0.5), includeArrayIndex: 'at' } };
    case 8: return { $limit: whole(1, 4) };
    case 9: return { $skip: whole(0, 2) };
    case 10: return { $sort: { [pick(['n', 's', 'o.y', 't', 'i.w'])]: pick([1, -1]), _id: 1 } };
    case 11: return { $replaceWith: { id: '$_id', r: expression() } };
    case 12: return { $unset: pick(['n', 'o.x', 'i.q']) };
    default: return { $sortByCount: { $ifNull: ['$o.y', 0] } };
  }
}

function change() {
  const path = () => pick(['n', 'o.x', 'o.y', 'new', 'o.p.r', 'n2.a.b']);
  switch (whole(0, 10)) {
    case 0: case 1: return { $set: { [path()]: chance(0.7) ? scalar() : { k: 1 } } };
    case 2: return { $unset: { [pick(['n', 'o.x', 't', 'i.0', 'o.p'])]: '' } };
    case 3: return { $inc: { [pick(['k', 'o.y', 'new.a'])]: whole(-3, 3) } };
    case 4: return { $mul: { [pick(['o.y', 'k'])]: whole(0, 3) } };
    case 5: return { [pick(['$min', '$max'])]: { [pick(['n', 'o.y', 'new'])]: whole(-3, 12) } };
    case 6: return { $rename: { [pick(['n', 's', 'o.y'])]: pick(['renamed', 'o.moved']) } };
    case 7: return { $push: { t: chance(0.5) ? whole(0, 9) : { $each: [3, 1, 2], ...(chance(0.5) && { $sort: pick([1, -1]) }), ...(chance(0.5) && { $slice: whole(-3, 3) }), ...(chance(0.3) && { $position: 0 }) } } };
    case 8: return { $addToSet: { t: chance(0.5) ? whole(0, 6) : { $each: [1, 9, 9] } } };
    case 9: return { $pull: { t: chance(0.5) ? whole(0, 6) : { $gte: whole(0, 6) } } };
    default: return { $pop: { t: pick([1, -1]) } };
  }
}

const shown = (value) => JSON.stringify(value, function (key, part) {
  return this[key] instanceof Date ? { $date: this[key].toISOString() } : part;
});

function record(id, kind, given, work) {
  const line = { id, kind, ...given };
  const text = shown(line);
  try {
    line.expected = work();
  } catch {
    return;
  }
  const again = shown({ expected: line.expected });
  process.stdout.write(text.slice(0, -1) + ',' + again.slice(1) + '\n');
}

for (let i = 0; i < 900; i++) {
  const docs = documents();
  const filter = query();
  record(`find-${i}`, 'find', { docs, filter }, () => new Query(filter).find(docs).all().map((each) => each._id));
}
for (let i = 0; i < 900; i++) {
  const docs = documents();
  const pipeline = times(whole(1, 3), stage);
  record(`aggregate-${i}`, 'aggregate', { docs, pipeline }, () => new Aggregator(pipeline).run(structuredClone(docs)));
}
function projection() {
  const kept = chance(0.6) ? 1 : 0;
  const made = {};
  for (const path of ['n', 's', 'o.x', 'i.q', 't', 'none']) {
    if (chance(0.35)) made[path] = kept;
  }
  if (chance(0.3)) made._id = 0;
  if (chance(0.25) && !('t' in made)) made.t = { $slice: pick([whole(-3, 3), [whole(-2, 2), whole(1, 2)]]) };
  if (chance(0.2) && kept && !('i.q' in made)) made.i = { $elemMatch: { w: { $gte: whole(0, 4) } } };
  return Object.keys(made).length === 0 ? { n: 1 } : made;
}

/** Documents with numbers only, for what compares and sorts them. */
const plain = (id) => ({ _id: id, n: whole(0, 20), k: pick(['a', 'b', 'c']), y: whole(0, 4), d: date() });

function window() {
  const bounds = pick([['unbounded', 'current'], [-1, 1], ['current', 'unbounded'], ['unbounded', 'unbounded'], [-2, 0]]);
  const name = pick(['$sum', '$avg', '$min', '$max', '$push', '$count', '$first', '$last', '$stdDevPop']);
  return pick([
    { [name]: name === '$count' ? {} : '$n', window: { documents: bounds } },
    { $sum: '$n', window: { range: pick([[-3, 3], ['unbounded', 0], [0, 'unbounded']]) } },
    { $rank: {} }, { $denseRank: {} }, { $documentNumber: {} },
    { $shift: { output: '$n', by: whole(-2, 2), default: 'none' } },
    { $expMovingAvg: { input: '$n', N: 2 } },
  ]);
}

function wide() {
  switch (whole(0, 6)) {
    case 0: return [{ $setWindowFields: { partitionBy: pick(['$k', null]), sortBy: { n: 1 }, output: { w: window() } } }, { $sort: { _id: 1 } }];
    case 1: return [{ $facet: { one: [{ $match: query() }], two: [{ $sort: { n: 1, _id: 1 } }, { $limit: 2 }] } }];
    case 2: return [{ $sort: { n: 1 } }, { $group: { _id: '$k', top: { $topN: { n: 2, sortBy: { n: -1, _id: 1 }, output: '$n' } }, least: { $minN: { input: '$n', n: 2 } }, most: { $maxN: { input: '$n', n: 2 } }, any: { $sum: { $multiply: ['$n', '$y'] } } } }, { $sort: { _id: 1 } }];
    case 3: return [{ $unwind: { path: '$none', preserveNullAndEmptyArrays: true } }, { $sortByCount: '$k' }, { $sort: { count: -1, _id: 1 } }];
    case 4: return [{ $project: { l: { $map: { input: { $range: [0, '$y'] }, as: 'e', in: { $multiply: ['$$e', '$n'] } } } } }, { $addFields: { s: { $sum: '$l' }, m: { $max: '$l' } } }];
    case 5: return [{ $group: { _id: { y: { $year: '$d' }, m: { $month: '$d' } }, n: { $sum: '$n' }, d: { $push: '$n' } } }, { $sort: { '_id.y': 1, '_id.m': 1 } }];
    default: return [{ $addFields: { z: { $zip: { inputs: [[1, 2], { $range: [0, '$y'] }], useLongestLength: true, defaults: [0, 9] } }, a: { $arrayToObject: { $literal: [['p', 1]] } }, o: { $objectToArray: { n: '$n' } } } }, { $project: { d: 0 } }];
  }
}

for (let i = 0; i < 500; i++) {
  const docs = [make(0)];
  const update = change();
  record(`update-${i}`, 'update', { docs, update }, () => {
    const changed = structuredClone(docs[0]);
    updateDocument(changed, structuredClone(update));
    return changed;
  });
}
for (let i = 0; i < 300; i++) {
  const docs = documents();
  const fields = projection();
  record(`project-${i}`, 'project', { docs, fields }, () => new Query({}).find(structuredClone(docs), fields).all());
}
for (let i = 0; i < 400; i++) {
  const docs = times(whole(3, 9), plain);
  const pipeline = wide();
  record(`wide-${i}`, 'aggregate', { docs, pipeline }, () => new Aggregator(pipeline).run(structuredClone(docs)));
}
