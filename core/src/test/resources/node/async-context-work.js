// Behind heads/async-context.js: what threads do: zlib, crypto, dns.

job('zlib', (done) => {
  zlib.gzip('x', (e, b) => {
    see('zlib.gzip');
    zlib.gunzip(b, () => {
      see('zlib.gunzip');
      zlib.brotliCompress('x', () => {
        see('brotli');
        zlib.inflate(Buffer.from('bad'), () => {
          see('inflate error');
          done();
        });
      });
    });
  });
});
job('zlib stream', (done) => {
  const z = zlib.createGzip();
  z.on('data', () => see('gzip data'));
  z.on('end', () => see('gzip end'));
  z.on('close', () => {
    see('gzip close');
    done();
  });
  als.run('zw', () => z.write('x'.repeat(1e5), () => see('gzip write cb')));
  z.flush(() => {
    see('gzip flush cb');
    z.end();
  });
});
job('crypto', (done) => {
  let n = 0;
  const d = (k) => () => {
    see('crypto.' + k);
    if (++n === 11) done();
  };
  crypto.randomBytes(8, d('randomBytes'));
  crypto.randomFill(Buffer.alloc(4), d('randomFill'));
  crypto.randomInt(10, d('randomInt'));
  crypto.pbkdf2('a', 'b', 10, 10, 'sha1', d('pbkdf2'));
  crypto.scrypt('a', 'b', 10, { N: 16 }, d('scrypt'));
  crypto.hkdf('sha1', 'a', 'b', 'c', 10, d('hkdf'));
  crypto.generateKeyPair('ec', { namedCurve: 'P-256' }, d('generateKeyPair'));
  crypto.generateKey('hmac', { length: 64 }, d('generateKey'));
  crypto.subtle.digest('SHA-1', Buffer.from('a')).then(d('subtle.digest'));
  const k = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' });
  crypto.sign('sha1', Buffer.from('a'), k.privateKey, d('sign'));
  crypto.verify('sha1', Buffer.from('a'), k.publicKey, Buffer.from('a'), d('verify'));
});
job('dns', (done) => {
  let n = 0;
  const d = (k) => () => {
    see('dns.' + k);
    if (++n === 4) done();
  };
  dns.lookup('localhost', d('lookup'));
  dns.lookup('127.0.0.1', d('lookup ip'));
  dns.lookupService('127.0.0.1', 80, d('lookupService'));
  dns.promises.lookup('localhost').then(d('promises.lookup'));
});
