'use strict';

const argon2 = require('argon2');
const print = require('./print');

const salt = Buffer.from('0123456789abcdef');
const quick = { memoryCost: 1024, timeCost: 2, parallelism: 1, salt };

async function hashes() {
  print('## hashes');
  for (const password of ['', 'a', 'pässwörd 🔥', 'nul\0after', '\ud800', 'x'.repeat(300), Buffer.from([0, 255, 128]), new Uint8Array(3)]) {
    for (const type of [argon2.argon2d, argon2.argon2i, argon2.argon2id]) {
      await print.promised(`hash ${type}`, () => argon2.hash(password, { ...quick, type }));
    }
  }
  for (const options of [
    { memoryCost: 1025 }, { memoryCost: 2047, parallelism: 2 }, { timeCost: 3 }, { parallelism: 3 }, { hashLength: 4 },
    { hashLength: 16 }, { hashLength: 64 }, { hashLength: 65 }, { hashLength: 200 }, { version: 0x10 }, { raw: true },
    { secret: Buffer.from('pepper') }, { associatedData: Buffer.from('data') }, { salt: Buffer.alloc(8) },
    { secret: Buffer.from('pepper'), associatedData: Buffer.from('more data'), raw: true, hashLength: 10 },
    { memoryCost: 1 << 16, parallelism: 4, timeCost: 3 },
  ]) await print.promised(`hash ${JSON.stringify(options).slice(0, 60)}`, () => argon2.hash('secret', { ...quick, ...options }));
}

async function wrongOptions() {
  print('## wrong options');
  for (const options of [
    { memoryCost: 1 }, { memoryCost: 7 }, { memoryCost: 1024, parallelism: 200 }, { memoryCost: 2 ** 33 }, { timeCost: 0 },
    { timeCost: 2 ** 32 }, { parallelism: 0 }, { parallelism: 2 ** 24 }, { hashLength: 3 }, { hashLength: 0 },
    { hashLength: 2 ** 32 }, { salt: Buffer.alloc(7) }, { salt: Buffer.alloc(0) }, { type: 3 },
  ]) await print.promised(JSON.stringify(options), () => argon2.hash('secret', { ...quick, ...options }));
  for (const password of [undefined, null, 1, {}, true]) {
    await print.promised(`password ${JSON.stringify(password)}`, async () => {
      try {
        return await argon2.hash(password, quick);
      } catch (error) {
        return `${error.name} ${error.code}`;
      }
    });
  }
}

async function verified() {
  print('## verify');
  for (const options of [{}, { type: 0 }, { type: 1 }, { version: 0x10 }, { associatedData: Buffer.from('abc') }, { parallelism: 2 }]) {
    const hash = await argon2.hash('secret', { ...quick, ...options });
    print(await argon2.verify(hash, 'secret'), await argon2.verify(hash, 'Secret'), await argon2.verify(hash, Buffer.from('secret')));
    print(argon2.needsRehash(hash), argon2.needsRehash(hash, quick), argon2.needsRehash(hash, { ...quick, timeCost: 4 }),
      argon2.needsRehash(hash, { ...quick, parallelism: 4 }), argon2.needsRehash(hash, { ...quick, ...options }));
  }
  const secret = Buffer.from('pepper');
  const peppered = await argon2.hash('secret', { ...quick, secret });
  print(await argon2.verify(peppered, 'secret'), await argon2.verify(peppered, 'secret', { secret }));
  const made = await argon2.hash('secret');
  print(made.replace(/[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/, '<salt>$<hash>'), await argon2.verify(made, 'secret'));
  print(await argon2.verify('$argon2i$m=8,t=1,p=1$c29tZXNhbHQ$9sTbSlTio3Y', 'password').catch(error => error.message));
  for (const text of [
    undefined, null, 1, '', 'x', '$', '$argon2id', '$bcrypt$v=19$m=1024,t=2,p=1$c29tZXNhbHQ$aGFzaGhhc2g', 'argon2id$v=19',
    '$ARGON2$v=1$m=1$a$b', '$argon2id$v=19$m=1024,t=2,p=1$c29tZXNhbHQ$aGFzaGhhc2g$more', '$argon2id$v=19$m$c29t$aGFz',
    '$argon2id$v=19$m=!,t=2$c29tZXNhbHQ$aGFzaGhhc2g', '$argon2id$v=19$M=1$c29tZXNhbHQ$aGFzaGhhc2g',
    '$argon2id$x=!$m=1024,t=2,p=1$c29tZXNhbHQ$aGFzaGhhc2g', '$argon2id$v=19$m=1024,t=2,p=1$!$!',
    '$argon2id$v=19$m=1024,t=2,p=1$c29tZXNhbHQ$aGFz',
  ]) {
    const shown = async work => {
      try {
        return await work();
      } catch (error) {
        return /undefined|null/.test(error.message) ? error.name : `${error.name} ${error.message}`;
      }
    };
    print(String(text), await shown(() => argon2.verify(text, 'secret')), await shown(() => argon2.needsRehash(text)));
  }
}

(async () => {
  print(Object.entries(argon2).map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : typeof value}`));
  await hashes();
  await wrongOptions();
  await verified();
  const many = await Promise.all(Array.from({ length: 20 }, (_, i) => argon2.hash(`user ${i}`, quick)));
  print(many[19], new Set(many).size, (await Promise.all(many.map((hash, i) => argon2.verify(hash, `user ${i}`)))).every(Boolean));
})();
