'use strict';

const { add } = require('./harness.js');

/* Templates that include and extend others, each combined with each: the first list against the second. */
const shared = {
  'middle.pug': 'html\n  block c\n    p m\n  block d\n    p md',
  'inner.pug': 'mixin im\n  u im\n    block\np inner',
  'around.pug': 'div\n  yield\n  p around',
  'more.pug': 'block c\n  p more\nmixin x4\n  p',
  'mixins.pug': 'mixin mm\n  s mm\n    block',
  'base.pug': 'html\n  block c\n    p base\n  block d',
  'raw.txt': '<b>&\n#{x}\r\nz',
};

const includes = {
  mains: [
    'include i', 'div\n  include i\n    b given', 'include i\ninclude i', 'div: include i', '+im\ninclude i',
    'if x\n  include i', 'each a in [1,2]\n  include i', 'mixin w\n  include i\n    block\n+w\n  b',
    '+m3\n  include i\nmixin m3\n  block', 'p\n  | a\n  include i\n  | b', 'p\n  include i\n    include i',
    'extends base\nblock c\n  include i\n    b', 'extends base\ninclude i', 'extends base\nappend c\n  include i',
    'include:up i.pug', 'include:nope i.pug', 'include i\n+im\n  p z', 'include raw.txt', 'include raw.txt\n  b',
  ],
  others: [
    'p i', 'p\n  yield', 'yield', 'p\n  b\n    yield\n  i', 'p.\n  x', '', 'mixin im\n  b im\n    block\n  i', 'block q\n  p q',
    'extends base\nblock c\n  p I', '- var iv = 1\np= iv', '// c', ':up x', '+im', '= u.v', 'p(', 'p= x +', 'img',
    'p\n\tb\n', 'p #[b x]', 'extends nope',
  ],
  other: 'i.pug',
};

const parents = {
  mains: [
    'extends p', 'extends p\nblock c\n  p kid', 'extends p\nappend c\n  p kid', 'extends p\nblock prepend c\n  p kid',
    'extends p\nblock c\n  p k1\nblock c\n  p k2', 'extends p\nappend c\n  p k1\nprepend c\n  p k2',
    'extends p\nblock d\n  p d', 'extends p\nblock c\n  block e\n    p e', 'extends p\nblock c\n  block c\n    p cc',
    'extends p\nblock nope\n  p', 'extends p\nmixin km\n  p km\nblock c\n  +km', 'extends p\np x', 'extends p\n= x',
    'extends p\n// c\nblock c\n  p', 'extends p\n//- c\nblock c\n  p', 'extends p\ninclude inner\nblock c\n  +im\n    b',
    'extends p\ninclude mixins\nappend c\n  +mm\n    p', 'extends p\ninclude more\nblock c\n  p kid',
    'extends p\nextends p', 'p\nextends p', '\n\nextends p\nblock c\n  p', 'div\n  extends p', 'include p',
    'include p\nblock c\n  p m', 'extends base\nblock c\n  include p', 'block q\n  include p', 'include p\ninclude p',
    'extends p\nblock c\n  p= u.v', 'extends p\ninclude raw.txt\nblock c', 'doctype html\nextends p',
  ],
  others: [
    'html\n  block c\n    p one', 'html\n  block c\n    p 1\n  block c\n    p 2', 'block c\n  block d\n    i dd\n  p',
    'extends middle\nblock c\n  p mid', 'extends middle\nappend c\n  p mid', 'extends middle\nprepend c\n  p mid',
    'extends middle\nblock c\n  block d\n    p mid', 'include inner\nblock c', 'mixin bm\n  block c\n+bm',
    'each a in [1,2]\n  block c', 'append c\n  p A', 'include around\n  block c\n    p in', 'include middle',
    'extends base\ninclude mixins\nappend c\n  +mm', 'div\n  include middle\n  block c', '',
  ],
  other: 'p.pug',
};

function told(pug, file) {
  try {
    const template = pug.compileFile(file, { filters: { up: (text) => text.toUpperCase() } });
    return template({ x: 1, u: undefined }) + '\n' + template.dependencies.join(' ');
  } catch (error) {
    return [error.code, error.line, error.column, error.message.replace(/Cannot read propert.*/, 'TypeError')].join(' ');
  }
}

for (const { mains, others, other } of [includes, parents]) {
  for (const main of mains) {
    const files = {};
    others.forEach((text, i) => {
      for (const [name, content] of Object.entries({ ...shared, [other]: text, 'a.pug': main })) {
        files[i + '/' + name] = content;
      }
    });
    add('pug: files of ' + JSON.stringify(main), files, (require, folder) => others
      .map((text, i) => JSON.stringify(text) + '\n' + told(require('pug'), folder + '/' + i + '/a.pug')).join('\n\n'));
  }
}
