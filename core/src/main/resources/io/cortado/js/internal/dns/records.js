'use strict';

/** Records as `dns.resolve*` gives them, of those that Java has read: type, seconds to keep, fields. */

const address = ([, ttl, text]) => ({ address: text, ttl });
const value = ([, , text]) => ({ value: text });

/** By the number of their type: its name, what a record is to the app, and if that is one field only, which. */
const TYPES = {
  1: { name: 'A', read: address, plain: 'address' },
  2: { name: 'NS', read: value, plain: 'value' },
  5: { name: 'CNAME', read: value, plain: 'value' },
  6: {
    name: 'SOA',
    read: ([, , nsname, hostmaster, serial, refresh, retry, expire, minttl]) => ({
      nsname, hostmaster, serial, refresh, retry, expire, minttl,
    }),
  },
  12: { name: 'PTR', read: value, plain: 'value' },
  15: { name: 'MX', read: ([, , priority, exchange]) => ({ exchange, priority }) },
  16: { name: 'TXT', read: ([, , ...entries]) => ({ entries }), plain: 'entries' },
  28: { name: 'AAAA', read: address, plain: 'address' },
  33: { name: 'SRV', read: ([, , priority, weight, port, name]) => ({ name, port, priority, weight }) },
  35: {
    name: 'NAPTR',
    read: ([, , order, preference, flags, service, regexp, replacement]) => ({
      flags, service, regexp, replacement, order, preference,
    }),
  },
  52: {
    name: 'TLSA',
    read: ([, , certUsage, selector, match, data]) => ({ certUsage, selector, match, data: new ArrayBuffer(data) }),
  },
  257: { name: 'CAA', read: ([, , critical, property, text]) => ({ critical, [property]: text }) },
};

const ANY = 255;
const [A, NS, CNAME, SOA, PTR, AAAA] = [1, 2, 5, 6, 12, 28];
/** In what order `resolveAny` tells of them, and which it tells without a type. */
const ANY_ORDER = [AAAA, 15, NS, 16, 33, PTR, 35, SOA, 52, 257];
const UNTYPED = 52;

const numberOf = (name) => +Object.keys(TYPES).find((number) => TYPES[number].name === name);

/** Addresses are kept no longer than the names that led to them. */
function addresses(records, type) {
  const ttl = Math.min(...records.filter((record) => record[0] === CNAME).map((record) => record[1]));
  return records.filter((record) => record[0] === type)
    .map((record) => ({ address: record[2], ttl: Math.min(record[1], ttl) }));
}

function any(records) {
  // where there is an alias, the addresses are not the name's own
  const aliased = records.some((record) => record[0] === CNAME);
  return [aliased ? CNAME : A, ...ANY_ORDER].flatMap((type) => {
    const told = type === AAAA ? addresses(records, type) : records.filter((record) => record[0] === type).map(TYPES[type].read);
    return type === UNTYPED ? told : told.map((each) => ({ ...each, type: TYPES[type].name }));
  });
}

/**
 * The answer to a question for `type`, or the code of an error where none of the records is one: then some kinds of
 * questions have an empty answer and others none.
 */
function answerOf(records, type, name, withTtl) {
  if (records.length === 0) return 'ENODATA';
  if (type === ANY) {
    const told = any(records);
    return told.length > 0 ? told : 'ENODATA';
  }
  if (type === A || type === AAAA) {
    const found = addresses(records, type);
    const told = withTtl ? found : found.map((each) => each.address);
    return told.length > 0 || records.some((record) => record[0] === CNAME) ? told : 'ENODATA';
  }
  const { read, plain } = TYPES[type];
  const told = records.filter((record) => record[0] === type).map(read);
  if (type === SOA) return told[0] ?? 'EBADRESP';
  if (told.length === 0 && (type === NS || type === PTR)) return 'ENODATA';
  if (type === CNAME) {
    // the name itself, where it leads nowhere; else where it leads to
    if (told.length === 0) return records.some((record) => record[0] === A) ? [name] : 'ENODATA';
    return [told.at(-1).value];
  }
  return plain === undefined ? told : told.map((each) => each[plain]);
}

module.exports = { ANY, numberOf, answerOf };
