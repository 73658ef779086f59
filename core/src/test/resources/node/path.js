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

const path = require('path');

const paths = ['', '/', 'a', '/a//b/', '../a', './a/..', '/..', '.a.b', 'a.', 'C:\\a\\..\\b', 'C:a', '\\\\h\\s\\p', '//a'];
for (const flavour of ['posix', 'win32']) {
  for (const p of paths) {
    for (const name of ['normalize', 'dirname', 'basename', 'extname', 'isAbsolute']) log(flavour, name, p, path[flavour][name](p));
    log(path[flavour].parse(p), path[flavour].format(path[flavour].parse(p)), path[flavour].toNamespacedPath(`C:\\${p}`));
    for (const q of paths) {
      log(path[flavour].join(p, q), path[flavour].resolve('/base', p, q), path[flavour].relative(`/base/${p}`, `/base/${q}`),
        path[flavour].basename(p, q));
    }
  }
}
log(attempt(() => path.join(1)), attempt(() => path.resolve(null)), path.sep, path.delimiter, path.posix === path);
