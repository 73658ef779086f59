'use strict';

const bcrypt = require('bcryptjs');
const print = require('./print');

const SALT = 'abcdefghijklmnopqrstuu';
const PASSWORDS = [
  '', 'a', 'ab', 'a\0b', '\0', 'pässwörd', '日本語', '🔥', 'x\ud800y', '\udc00', '\ud83d', 'x'.repeat(71), 'x'.repeat(72),
  'x'.repeat(73), 'x'.repeat(80), `${'x'.repeat(71)}ä`, 'ä'.repeat(36), 'ä'.repeat(40), 'y'.repeat(255), 'y'.repeat(256),
  'y'.repeat(257), 'z'.repeat(4000),
];
const SALTS = [
  `$2b$04$${SALT}`, `$2a$04$${SALT}`, `$2$04$${SALT}`, `$2y$04$${SALT}`, `$2x$04$${SALT}`, `$2b$05$${SALT}`,
  `$2b$04$${SALT}trailing$things`, `$1b$04$${SALT}`, `$3b$04$${SALT}`, `2b$04$${SALT}`, `$2b$4$${SALT}`,
  `$2b$03$${SALT}`, `$2b$00$${SALT}`, `$2b$32$${SALT}`, `$2b$99$${SALT}`, `$2b$04$${SALT.slice(1)}`, '$2b$04$', '$2b$', '$2',
  '$', '', '$$$04$', `$2b$04$${SALT.slice(0, 10)}\0${SALT}`, `$2b$04$ä${SALT}`, 'invalid', `$2b$04$${'.'.repeat(22)}`,
  `$2b$04$${'9'.repeat(22)}`, `$2b$04${SALT}`, `$2b$04$abc!${SALT}`, `$2b$04$abcdefg!${SALT}`, `$2b$04$ab!${SALT}`, '$2bb04$',
];
const WRONG = [undefined, null, 1, NaN, true, {}, Symbol.iterator, 1n, Buffer.from('ab'), 'text'];

const label = value => (typeof value === 'string' && value.length > 60 ? `${value.slice(0, 4)}… ${value.length}`
  : typeof value === 'symbol' ? 'symbol' : typeof value === 'bigint' ? 'bigint' : JSON.stringify(value) ?? String(value));
const mask = value => (typeof value === 'string' ? value.replace(/^(\$2\w\$[\d.]+\$).{22,}$/, '$1<masked>') : value);

async function hashes() {
  print('## hashes');
  for (const password of PASSWORDS) {
    // Version 2 does not come to an end with these.
    if (!bcrypt.truncates && !password.isWellFormed()) continue;
    for (const version of ['$2b$04$', '$2a$04$', '$2y$04$', '$2$04$']) {
      const hash = bcrypt.hashSync(password, version + SALT);
      print(label(password), hash, await bcrypt.hash(password, version + SALT) === hash,
        bcrypt.compareSync(password, hash), await bcrypt.compare(password, hash),
        bcrypt.compareSync(`!${password}`, hash));
    }
    if (bcrypt.truncates) print('truncates', bcrypt.truncates(password));
  }
}

async function salts() {
  print('## salts');
  for (const salt of SALTS) {
    print.sync(`hashSync ${label(salt)}`, () => bcrypt.hashSync('secret', salt));
    await print.promised(`hash ${label(salt)}`, () => bcrypt.hash('secret', salt));
    await print.called(`hash ${label(salt)}`, callback => bcrypt.hash('secret', salt, callback));
    print.sync(`compareSync ${label(salt)}`, () => bcrypt.compareSync('secret', salt));
    await print.called(`compare ${label(salt)}`, callback => bcrypt.compare('secret', salt.padEnd(60, 'a'), callback));
    print.sync(`getRounds ${label(salt)}`, () => bcrypt.getRounds(salt));
    print.sync(`getSalt ${label(salt)}`, () => bcrypt.getSalt(salt.padEnd(60, 'a')));
  }
  const hash = bcrypt.hashSync('secret', `$2b$04$${SALT}`);
  for (const other of [hash.slice(0, -1), `${hash}x`, hash.replace('2b', '2y'), hash.replace('2b', '2a'), hash]) {
    print.sync(`compareSync ${other.length}`, () => bcrypt.compareSync('secret', other));
    print.sync(`getSalt ${other.length}`, () => bcrypt.getSalt(other));
  }
}

async function generated() {
  print('## generated salts');
  for (const rounds of [undefined, null, 0, 4, 10, 3, -1, 1, 31, 32, 260, 4.5, NaN, Infinity, '10', {}, true]) {
    print.sync(`genSaltSync ${rounds}`, () => mask(bcrypt.genSaltSync(rounds)));
    print.sync(`genSaltSync ${rounds} x`, () => mask(bcrypt.genSaltSync(rounds, 'x')));
    await print.promised(`genSalt ${rounds}`, async () => mask(await bcrypt.genSalt(rounds)));
    await print.called(`genSalt ${rounds}`, callback => bcrypt.genSalt(rounds, (error, salt) => callback(error, mask(salt))));
    await print.called(`genSalt ${rounds} 1`, callback =>
      bcrypt.genSalt(rounds, 1, (error, salt) => callback(error, mask(salt))));
  }
  await print.called('genSalt', callback => bcrypt.genSalt((error, salt) => callback(error, mask(salt))));
  print(mask(bcrypt.hashSync('secret', 4)), mask(await bcrypt.hash('secret', 4)), mask(bcrypt.hashSync('a', -5)));
  print(mask(bcrypt.hashSync('secret')));
  print(new Set(Array.from({ length: 20 }, () => bcrypt.genSaltSync(4))).size);
}

async function wrongArguments() {
  print('## wrong arguments');
  for (const first of WRONG) {
    for (const second of WRONG) {
      const name = `${label(first)}, ${label(second)}`;
      print.sync(`hashSync ${name}`, () => mask(bcrypt.hashSync(first, second)));
      await print.promised(`hash ${name}`, async () => mask(await bcrypt.hash(first, second)));
      await print.called(`hash ${name}`, callback =>
        bcrypt.hash(first, second, (error, value) => callback(error, mask(value))));
      print.sync(`compareSync ${name}`, () => bcrypt.compareSync(first, second));
      await print.promised(`compare ${name}`, () => bcrypt.compare(first, second));
      await print.called(`compare ${name}`, callback => bcrypt.compare(first, second, callback));
    }
    for (const method of ['getRounds', 'getSalt', 'truncates']) {
      if (bcrypt[method]) print.sync(`${method} ${label(first)}`, () => bcrypt[method](first));
    }
    await print.promised(`callback ${label(first)}`, () => bcrypt.hash('a', `$2b$04$${SALT}`, first));
    await print.promised(`compare callback ${label(first)}`, () => bcrypt.compare('a', 'b', first));
    await print.promised(`genSalt callback ${label(first)}`, async () => mask(await bcrypt.genSalt(4, 4, first)));
  }
  await print.promised('hash()', () => bcrypt.hash());
  await print.promised('hash(a)', () => bcrypt.hash('a'));
}

function base64() {
  print('## base 64');
  for (let length = -1; length < 20; length++) {
    const bytes = Array.from({ length: 17 }, (_, i) => (i * 83 + 7) & 255);
    print.sync(`encode ${length}`, () => bcrypt.encodeBase64(bytes, length));
    print.sync(`decode ${length}`, () => bcrypt.decodeBase64('abcdefgh./AZ0189yz', length));
    print.sync(`decode short ${length}`, () => bcrypt.decodeBase64('abcde'.slice(0, Math.max(0, length)), 16));
  }
  for (const text of ['', 'a', 'ab', 'abc', 'abcd', 'abcd!', 'abc!', 'abc!abcd', 'ab!d', 'a!cd', '!bcd', 'äbcd', 'abcä', '🔥bcd']) {
    print.sync(`decode ${text}`, () => bcrypt.decodeBase64(text, 16));
  }
  print.sync('encode Buffer', () => bcrypt.encodeBase64(Buffer.from('hello'), 5));
  print.sync('encode over', () => bcrypt.encodeBase64([256, -1, 513], 3));
}

async function shape() {
  print('## shape');
  print(Object.entries(bcrypt).map(([name, value]) => `${name} ${value.length}`));
  print(bcrypt.setRandomFallback(() => [1]));
  const progress = [];
  print(await new Promise(resolve => {
    bcrypt.hash('a', `$2b$04$${SALT}`, (error, hash) => resolve([error, hash]), part => progress.push(part));
    print('progress at once', progress);
  }), progress);
  const heard = [];
  print(await new Promise(resolve => {
    bcrypt.compare('a', bcrypt.hashSync('a', 4), (...args) => resolve(args), part => heard.push(part));
  }), heard);
  const { AsyncLocalStorage } = require('async_hooks');
  const storage = new AsyncLocalStorage();
  await storage.run('mine', () => print.called('store', callback =>
    bcrypt.hash('a', `$2b$04$${SALT}`, () => callback(storage.getStore()))));
  const original = bcrypt.hashSync;
  bcrypt.hashSync = () => 'replaced';
  print('replaced', bcrypt.compareSync('a', original('a', `$2b$04$${SALT}`)));
  bcrypt.hashSync = original;
  const many = await Promise.all(Array.from({ length: 40 }, (_, i) => bcrypt.hash(`user ${i}`, `$2b$04$${SALT}`)));
  print(many[0], many[39], new Set(many).size);
  print((await Promise.all(many.map((hash, i) => bcrypt.compare(`user ${i}`, hash)))).every(Boolean));
}

(async () => {
  await hashes();
  await salts();
  await generated();
  await wrongArguments();
  base64();
  await shape();
})();
