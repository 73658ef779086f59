'use strict';

const lines = [];
const log = (...values) => lines.push(require('util').format(...values));
process.on('exit', () => require('fs').writeFileSync(process.env.OUT, lines.join('\n')));
const attempt = (fn) => {
  try {
    return fn();
  } catch (err) {
    return `${err.name} ${err.code} ${err.message}`;
  }
};

const url = require('url');

const inputs = ['', '/a/b?c=d#e', '?x', '//h/p', 'http://a', 'HTTP://User:Pa%20ss@Host.COM:8080/p/./q/../r?query=string#hash',
  'http://[::1]:3000/x', 'http://0x7f.1', 'http://日本語.jp/', 'mailto:a@b.c', 'javascript:alert(1)', 'file:///C:/a/../b',
  'http:\\\\a\\b', 'http://a/"<>`{}', 'http://a:99999', 'http://a b', 'foo://a/b', ' http://a ', 'git+ssh://git@h:u/r.git'];
const keys = ['href', 'origin', 'protocol', 'username', 'password', 'host', 'port', 'pathname', 'search', 'hash'];
for (const input of inputs) {
  log(JSON.stringify(attempt(() => url.parse(input, true))));
  log(attempt(() => { const u = new URL(input); return keys.map((key) => u[key]).join(' '); }));
  log(attempt(() => new URL(input, 'http://base/dir/file?q').href), attempt(() => url.resolve('http://base/dir/file?q', input)),
    attempt(() => url.resolve('/one/two', input)), URL.canParse(input));
}
const u = new URL('http://h/p?a=1');
u.searchParams.append('b', 'x y&');
u.port = '81';
u.hash = 'f g';
u.pathname = '/é/../z';
log(u.href, [...u.searchParams], u.searchParams.size, url.format(u, { auth: false, fragment: false }));
log(url.fileURLToPath('file:///a%20b'), url.pathToFileURL('/a b#c?').href, attempt(() => url.fileURLToPath('http://x')));
log(url.format({ protocol: 'http', hostname: 'h', query: { a: [1, 2] } }), url.domainToASCII('español.com'));
log(attempt(() => url.parse(1)), attempt(() => new URLSearchParams([[1]])), new URLSearchParams({ a: 'b c', d: 'é' }).toString());
const qs = require('querystring');
log(qs.parse('a=1&a=2&b=%zz&c=%C3%A9+x&d'), qs.stringify({ a: [1, 'x y'], b: true, c: null }), qs.escape('é&'), qs.unescape('%zz'));
