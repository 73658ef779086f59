// Behind heads/crypto.js.

const PRIME = crypto.getDiffieHellman('modp2').getPrime();
for (const name of ['modp1', 'modp2', 'modp5', 'modp14', 'modp15', 'modp16', 'modp17', 'modp18', 'MODP14', 'modp3', 5]) {
  t(name, () => crypto.createHash('sha256').update(crypto.getDiffieHellman(name).getPrime()).digest());
}
for (const args of [[PRIME], [PRIME, 5], [PRIME, 1], [PRIME, Buffer.alloc(0)], [PRIME, true], [Buffer.from([7])], [Buffer.from([8])],
  [Buffer.from([23]), 5], [Buffer.from([13]), 2], [Buffer.alloc(0)], ['abcdef', 'hex'], [0], [-1], [64], [1.5], [null], [{}]]) {
  t('new', () => crypto.createDiffieHellman(...args).verifyError);
}
const one = crypto.createDiffieHellman(PRIME);
t('no public key', () => one.getPublicKey());
t('no private key', () => one.getPrivateKey());
t('secret of none', () => one.computeSecret(Buffer.from([2])));
one.setPrivateKey('0305', 'hex');
t('public key', () => one.generateKeys('hex'));
t('private key', () => one.getPrivateKey('hex'));
t('secret', () => one.computeSecret('1234', 'hex', 'base64'));
for (const key of [Buffer.from([0]), Buffer.from([1]), PRIME, 5, 'zz']) t('other', () => one.computeSecret(key, 'nope'));
const curve = crypto.createECDH('prime256v1');
t('no key', () => curve.getPublicKey());
curve.setPrivateKey('c9806898a0334916c860748880a541f093b579a9b1f32934d86c363c39800357', 'hex');
for (const format of [undefined, 'compressed', 'hybrid', 'x']) t('point', () => curve.getPublicKey('hex', format));
t('shared', () => curve.computeSecret(curve.getPublicKey(null, 'compressed'), null, 'hex'));
t('no point', () => curve.computeSecret(Buffer.alloc(65)));
t('converted', () => crypto.ECDH.convertKey(curve.getPublicKey(), 'prime256v1', null, 'hex', 'compressed'));
t('no curve', () => crypto.createECDH('P-256'));
for (const [candidate, options] of [[7n], [9n], [-1n], [Buffer.from([1, 1])], [2n ** 521n - 1n, { checks: 3 }], [5], [7n, { checks: -1 }]]) {
  t('checkPrime', () => crypto.checkPrimeSync(candidate, options));
}
for (const [size, options] of [[1], [2, { bigint: true }], [3, { bigint: true }], [8, { safe: true, bigint: true }], [2, { safe: true }],
  [8, { add: 256n }], [8, { add: 10n, rem: 10n }], [8, { add: -1n }], [8, { add: 1 }], [8, { safe: 1 }], [0], [8, 5], [32, { add: 0n }]]) {
  t('generatePrime', () => crypto.generatePrimeSync(size, options));
}
t('remainder', () => crypto.generatePrimeSync(40, { add: 60n, rem: 59n, bigint: true }) % 60n);
t('safe', () => crypto.checkPrimeSync((crypto.generatePrimeSync(64, { safe: true, bigint: true }) - 1n) / 2n));
for (const options of [undefined, {}, { group: 'modp99' }, { group: 'modp5', prime: PRIME }, { primeLength: 'a' }, { primeLength: 1 }, { group: 'modp5' }]) {
  t('dh', () => crypto.generateKeyPairSync('dh', options).publicKey.asymmetricKeyType);
}
t('dsa', () => crypto.generateKeyPairSync('dsa', { modulusLength: 1024 }).publicKey.asymmetricKeyDetails);
t('dsa of nothing', () => crypto.generateKeyPairSync('dsa', {}));
