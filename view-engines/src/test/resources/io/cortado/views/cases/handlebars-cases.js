'use strict';

const { add } = require('./harness.js');

/** A template with its locals, and what to register before: (Handlebars) => void. */
function hbs(name, source, locals = {}, setup = () => {}, options = {}, runtime = {}) {
  add('handlebars: ' + name, {}, (require) => {
    const handlebars = require('handlebars').create();
    setup(handlebars);
    return handlebars.compile(source, options)(typeof locals === 'function' ? locals(handlebars) : locals,
      typeof runtime === 'function' ? runtime(handlebars) : runtime);
  });
}

hbs('text and values', 'Hello {{name}}! {{{html}}} {{&html}} {{html}}', { name: 'A & B', html: '<b>' });
hbs('escapes all seven', '{{x}}', { x: '<>&"\'`=' });
hbs('numbers and values', '{{a}} {{b}} {{c}} {{d}} {{e}} {{f}} {{g}}', { a: 0, b: 1.5, c: 1e21, d: 0.0000001, e: true, f: false, g: NaN });
hbs('missing and null', '[{{a}}][{{b}}][{{c.d.e}}]', { b: null });
hbs('arrays and objects', '{{a}} {{o}} {{n}}', { a: [1, [2, '<']], o: { x: 1 }, n: [] });
hbs('dates', '{{d}}', () => ({ d: { toString: () => 'D<' } }));
hbs('toHTML', '{{d}}', () => ({ d: { toHTML: () => '<b>' } }));
hbs('paths', '{{a.b.c}} {{a/b/c}} {{this.a.b.c}} {{./a.b.c}} {{a.[b].c}} {{[x y]}} {{a.[1].z}} {{list.[1]}} {{list.1}} {{list.length}}', { a: { b: { c: 1 }, 1: { z: 2 } }, 'x y': 3, list: [4, 5] });
hbs('dashes and dots', '{{foo-bar}} {{a.b-c}} {{@root.foo-bar}}', { 'foo-bar': 1, a: { 'b-c': 2 } });
hbs('parent paths', '{{#each l}}{{../t}}{{#each this}}{{../../t}}{{.}}{{../length}}{{/each}}{{/each}}', { t: 'T', l: [[1], [2, 3]] });
hbs('functions are called', '{{f}} {{o.g}} {{#each h}}{{this}}{{/each}}', { f() { return this.n; }, n: '<1>', o: { g() { return 'g'; } }, h() { return [1, 2]; } });
hbs('literals', '{{"a b"}} {{12}} {{true}} {{null}} {{undefined}}', { 'a b': 'q', 12: 'twelve', true: 'yes' });
hbs('prototype is hidden', '[{{constructor}}][{{toString}}][{{a.hasOwnProperty}}][{{s.length}}][{{s.trim}}][{{lookup s "length"}}]', { a: {}, s: 'abc' });
hbs('class instances', '[{{u.name}}][{{u.upper}}][{{u.method}}]', () => {
  class User { constructor() { this.name = 'n'; } get upper() { return 'N'; } method() { return 'm'; } }
  return { u: new User() };
});
hbs('class instances allowed', '[{{u.name}}][{{u.upper}}][{{u.method}}][{{u.constructor}}]', () => {
  class User { constructor() { this.name = 'n'; } get upper() { return 'N'; } method() { return 'm'; } }
  return { u: new User() };
}, () => {}, {}, { allowProtoPropertiesByDefault: true, allowProtoMethodsByDefault: true });
hbs('allowed by name', '[{{u.upper}}][{{u.other}}]', () => {
  class User { get upper() { return 'N'; } get other() { return 'O'; } }
  return { u: new User() };
}, () => {}, {}, { allowedProtoProperties: { upper: true } });
hbs('if and unless', '{{#if a}}1{{else}}2{{/if}}{{#unless a}}3{{else}}4{{/unless}}{{#if e}}5{{else}}6{{/if}}{{#if z}}7{{else if b}}8{{else}}9{{/if}}{{#if z includeZero=true}}Z{{/if}}', { a: 'x', b: 1, e: [], z: 0 });
hbs('if on functions', '{{#if f}}y{{else}}n{{/if}}', { f: () => false });
hbs('each arrays', '{{#each l}}{{@index}}{{@first}}{{@last}}{{@key}}:{{this}};{{else}}none{{/each}}{{#each m}}{{else}}empty{{/each}}', { l: ['a', 'b'], m: [] });
hbs('each objects', '{{#each o}}{{@key}}={{this}}{{@index}}{{@first}}{{@last}};{{/each}}', { o: { a: 1, b: 2 } });
hbs('each iterators', '{{#each s}}{{this}}{{@index}}{{/each}}{{#each m}}{{this}}{{/each}}', () => ({ s: new Set([1, 2]), m: new Map([['a', 1]]) }));
hbs('each sparse', '{{#each l}}[{{this}}]{{/each}}', () => { const l = [1, , 3]; return { l }; });
hbs('each null values', '{{#each l}}[{{this}}{{x}}]{{/each}}', { l: [null, undefined, 0, '', false, { x: 1 }] });
hbs('each block params', '{{#each l as |v i|}}{{i}}{{v}}{{#each v.k as |w|}}{{w}}{{v.n}}{{i}}{{/each}}{{/each}}', { l: [{ n: 1, k: ['a'] }, { n: 2, k: ['b'] }] });
hbs('each over missing', '[{{#each nope}}x{{else}}y{{/each}}]');
hbs('each without context', '{{#each}}x{{/each}}');
hbs('data parents', '{{#each l}}{{#each this}}{{@../index}}{{@index}} {{/each}}{{/each}}', { l: [[1, 2], [3]] });
hbs('with', '{{#with a}}{{b}}{{../c}}{{else}}no{{/with}}{{#with z}}x{{else}}no{{/with}}{{#with a as |q|}}{{q.b}}{{c}}{{/with}}', { a: { b: 1 }, c: 2, z: null });
hbs('lookup', '{{lookup l 1}} {{lookup o k}} {{lookup o "nope"}}|{{#each l}}{{lookup ../m @index}}{{/each}}', { l: ['a', 'b'], m: ['x', 'y'], o: { p: 'q' }, k: 'p' });
hbs('sections', '{{#a}}{{b}}{{/a}}{{#l}}[{{.}}]{{/l}}{{^l}}none{{/l}}{{^z}}no z{{/z}}{{#t}}true{{/t}}{{#f}}x{{else}}false{{/f}}{{#s}}{{this}}{{/s}}{{#n}}x{{/n}}', { a: { b: 1 }, l: [1, 2], z: 0, t: true, f: false, s: 'str', n: null });
hbs('section with empty array', '{{#l}}x{{else}}empty{{/l}}', { l: [] });
hbs('section functions', '{{#f}}in {{a}}{{/f}}', { f(options) { return options.fn({ a: 'given' }); } });
hbs('whitespace control', 'a  {{~x~}}  b {{#if x~}}  y  {{~else~}} z {{~/if}} c\n{{~! note ~}}\n d', { x: 1 });
hbs('standalone blocks', '<ul>\n  {{#each l}}\n    <li>{{this}}</li>\n  {{/each}}\n</ul>\n{{! c }}\n{{#if a}}\nA\n{{else}}\nB\n{{/if}}\nend', { l: [1, 2] });
hbs('comments', 'a{{! x }}b{{!-- {{y}} --}}c{{!}}d');
hbs('escaped mustaches', '\\{{a}} \\\\{{a}} \\\\\\{{a}} {{a}} \\{{{a}}} x', { a: 1 });
hbs('raw blocks', '{{{{raw}}}} {{a}} {{{{/raw}}}}', { a: 1 }, (h) => h.registerHelper('raw', (o) => o.fn()));
hbs('helpers', '{{up name}} {{add 1 n}} {{join "a" b c=1 d="x" e=b.f}}', { name: 'x<', n: 2, b: { f: 'F', toString: () => 'B' } }, (h) => {
  h.registerHelper('up', (s) => s.toUpperCase());
  h.registerHelper({ add: (a, b) => a + b, join: (a, b, o) => [a, b, o.hash.c, o.hash.d, o.hash.e].join('|') });
});
hbs('helper this and options', '{{h}}|{{#h}}{{/h}}', { a: 1 }, (h) => h.registerHelper('h', function (options) {
  return JSON.stringify([this.a, options.name, typeof options.fn, typeof options.inverse, options.hash, !!options.data.root, options.loc]);
}));
hbs('block helpers', '{{#bold}}{{x}}{{/bold}}{{#list l}}{{this}}{{else}}none{{/list}}{{#list e}}{{else}}none{{/list}}', { x: '<', l: [1, 2], e: [] }, (h) => {
  h.registerHelper('bold', function (o) { return new h.SafeString('<b>' + o.fn(this) + '</b>'); });
  h.registerHelper('list', (l, o) => (l.length ? l.map((x) => '(' + o.fn(x) + ')').join('') : o.inverse(this)));
});
hbs('block helper text is not escaped', '{{#h}}{{/h}}{{h}}', {}, (h) => h.registerHelper('h', () => '<i>'));
hbs('subexpressions', '{{a (b 1 x=(c 2)) (b "q")}}', {}, (h) => {
  h.registerHelper('a', (x, y) => x + y);
  h.registerHelper('b', (x, o) => '[' + x + (o.hash.x || '') + ']');
  h.registerHelper('c', (x) => x * 2);
});
hbs('ifEquals', '{{#ifEquals a "1"}}eq{{else}}ne{{/ifEquals}}{{#if (eq a 2)}}two{{else if (eq a 1)}}one{{/if}}', { a: 1 }, (h) => {
  h.registerHelper('ifEquals', function (a, b, o) { return a == b ? o.fn(this) : o.inverse(this); });
  h.registerHelper('eq', (a, b) => a === b);
});
hbs('helper results', '[{{n}}][{{u}}][{{z}}][{{f}}][{{o}}][{{arr}}][{{safe}}]', {}, (h) => h.registerHelper({
  n: () => null, u: () => undefined, z: () => 0, f: () => false, o: () => ({ toString: () => '<o>' }), arr: () => ['<', 1], safe: () => new h.SafeString('<s>') }));
hbs('helper wins over value', '{{x}} {{./x}} {{this.x}}', { x: 'value' }, (h) => h.registerHelper('x', () => 'helper'));
hbs('helper data', '{{#each l}}{{h}}{{/each}}', { l: ['a', 'b'] }, (h) => h.registerHelper('h', (o) => o.data.index + o.data.key));
hbs('createFrame', '{{#w}}{{@x}}{{@root.a}}{{/w}}', { a: 1 }, (h) => h.registerHelper('w', function (o) {
  const data = h.createFrame(o.data);
  data.x = 'X';
  return o.fn(this, { data });
}));
hbs('helper block params', '{{#w as |a b|}}{{a}}{{b.c}}{{/w}}', {}, (h) => h.registerHelper('w', (o) => o.fn({}, { blockParams: [1, { c: 2 }] }) + o.fn.blockParams));
hbs('helperMissing', '{{nope 1}}{{#gone}}x{{/gone}}', {}, (h) => h.registerHelper('helperMissing', (...a) => 'missing ' + a[a.length - 1].name));
hbs('blockHelperMissing', '{{#a}}x{{/a}}', { a: 5 }, (h) => h.registerHelper('blockHelperMissing', (c, o) => c + o.fn(c)));
hbs('runtime data', '{{@user}} {{#each l}}{{@user}}{{/each}} {{@root.user}}', { l: [1], user: 'ctx' }, () => {}, {}, { data: { user: 'me' } });
hbs('runtime helpers and partials', '{{h}}{{> p}}', { a: 1 }, () => {}, {}, (h) => ({ helpers: { h: () => 'H' }, partials: { p: h.compile('P{{a}}'), q: 'x' } }));
hbs('partials', '{{> p}} {{> p b}} {{> p b x=1 a="hash"}} {{> "q/r"}}', { a: 'A', b: { a: 'BA' } }, (h) => h.registerPartial({ p: '<{{a}}{{x}}>', 'q/r': 'qr{{a}}' }));
hbs('partial indentation', '<div>\n  {{> p}}\n</div>', { a: '1\n2' }, (h) => h.registerPartial('p', '<p>\n  {{a}}\n</p>\n'));
hbs('partial preventIndent', '<div>\n  {{> p}}\n</div>', {}, (h) => h.registerPartial('p', '<p>\n</p>\n'), { preventIndent: true });
hbs('dynamic partials', '{{> (which)}}{{> (lookup . "name")}}', { name: 'q' }, (h) => {
  h.registerPartial({ p: 'P', q: 'Q' });
  h.registerHelper('which', () => 'p');
});
hbs('partial blocks', '{{#> layout}}body {{a}}{{/layout}}{{#> nope}}default{{/nope}}', { a: 1 }, (h) => h.registerPartial('layout', '[{{> @partial-block}}]'));
hbs('nested partial blocks', '{{#> a}}1{{#> b}}2{{/b}}{{/a}}', {}, (h) => h.registerPartial({ a: '<a>{{> @partial-block}}</a>', b: '<b>{{> @partial-block}}</b>' }));
hbs('inline partials', '{{#*inline "p"}}[{{x}}]{{/inline}}{{> p x=1}}{{#> l}}{{#*inline "side"}}S{{/inline}}main{{/l}}', {}, (h) => h.registerPartial('l', '{{> side}}|{{> @partial-block}}'));
hbs('partial in each', '{{#each l}}{{> p}}{{/each}}', { l: [{ n: 1 }, { n: 2 }], t: 'T' }, (h) => h.registerPartial('p', '{{n}}{{@index}}{{@root.t}}{{../t}} '));
hbs('recursive partial', '{{> tree}}', { n: 'a', k: [{ n: 'b', k: [{ n: 'c' }] }] }, (h) => h.registerPartial('tree', '{{n}}{{#each k}}({{> tree}}){{/each}}'));
hbs('if partial-block', '{{#> p}}x{{/p}}{{> p}}', {}, (h) => h.registerPartial('p', '{{#if @partial-block}}B{{> @partial-block}}{{else}}none{{/if}}'));
hbs('missing partial', '{{> nope}}');
hbs('missing helper', '{{nope 1}}');
hbs('missing block helper', '{{#nope 1}}{{/nope}}');
hbs('strict', '{{a}}{{b.c}}', { a: 1, b: {} }, () => {}, { strict: true });
hbs('strict root', '{{nope}}', {}, () => {}, { strict: true });
hbs('strict passes', '{{a.b}}{{#if a.b}}x{{/if}}{{#each l}}{{this}}{{@index}}{{/each}}', { a: { b: 0 }, l: [1] }, () => {}, { strict: true });
hbs('assumeObjects', '{{a.b.c}}', { a: {} }, () => {}, { assumeObjects: true });
hbs('noEscape', '{{a}}{{{a}}}', { a: '<' }, () => {}, { noEscape: true });
hbs('compat', '{{#a}}{{b}}{{/a}}', { a: {}, b: 'parent' }, () => {}, { compat: true });
hbs('knownHelpersOnly', '{{#if a}}{{b}}{{/if}}', { a: 1, b: 2 }, () => {}, { knownHelpersOnly: true });
hbs('knownHelpers', '{{h}}', { h: 'value' }, (h) => h.registerHelper('h', () => 'helper'), { knownHelpers: { h: true } });
hbs('ignoreStandalone', '{{#if a}}\nx\n{{/if}}\n', { a: 1 }, () => {}, { ignoreStandalone: true });
hbs('explicitPartialContext', '{{> p}}{{> p this}}', { a: 1 }, (h) => h.registerPartial('p', '[{{a}}]'), { explicitPartialContext: true });
hbs('data off', '{{@a}}{{#each l}}{{this}}{{/each}}', { l: [1] }, () => {}, { data: false });
hbs('parse error', 'a\n{{#if x}}\nb');
hbs('mismatched block', '{{#if x}}{{/each}}');
hbs('bad expression', 'line\n{{foo bar baz=}}');
hbs('unclosed', '{{foo');
hbs('else outside', '{{else}}');
hbs('invalid path', '{{foo/../bar}}');
hbs('if arity', '{{#if a b}}x{{/if}}', { a: 1 });
hbs('set delimiters are not supported', '{{=<% %>=}}<% a %>', { a: 1 });
hbs('log', 'a{{log "x" level="debug"}}b');
hbs('unicode', '{{é}} {{#each 名前}}{{this}}{{/each}} 😀{{x}}', { é: 1, 名前: ['ü'], x: '😀<' });
hbs('functions are never templates', '{{f}}{{{f}}}{{#each l}}{{this}}{{/each}}', { f: () => '{{x}}', x: 'injected', l: [() => '{{../x}}'] });
hbs('decorator', '{{*d}}{{#h}}{{/h}}', {}, (h) => {
  h.registerDecorator('d', (fn) => { fn.tagged = true; return fn; });
  h.registerHelper('h', (o) => 'ok');
});
hbs('long page', '{{#each rows}}<tr class="{{#if odd}}odd{{else}}even{{/if}}"><td>{{id}}</td><td>{{name}}</td>{{#each tags}}<i>{{this}}</i>{{/each}}</tr>\n{{/each}}',
  { rows: Array.from({ length: 20 }, (_, i) => ({ id: i, name: 'n<' + i, odd: i % 2 === 1, tags: ['a', 'b&'] })) });
hbs('context is a string', '{{this}} {{length}}', () => 'text<');
hbs('context is undefined', '[{{a}}]', () => undefined);
hbs('else chains', '{{#a}}1{{else each b}}{{this}}{{else}}3{{/a}}{{#if x}}1{{else with y}}{{z}}{{/if}}', { a: false, b: [1, 2], y: { z: 'Z' } });
hbs('inverse sections', '{{^if a}}no{{/if}}{{^}}', { a: 0 });
hbs('hash keywords', '{{h this=1 true=2 if=3}}', {}, (h) => h.registerHelper('h', (o) => JSON.stringify(o.hash)));
hbs('literal params', '{{h 1 -1 1.5 "s" \'t\' true false null undefined}}', {}, (h) => h.registerHelper('h', (...a) => JSON.stringify(a.slice(0, -1).map((x) => (x === undefined ? 'u' : x)))));
hbs('quotes in params', '{{h "a \\"b\\"" \'c "d"\' "it\'s"}}', {}, (h) => h.registerHelper('h', (a, b, c) => new h.SafeString(a + b + c)));
hbs('helper throws', '{{h}}', {}, (h) => h.registerHelper('h', () => { throw new TypeError('mine'); }));
hbs('block param beats helper', '{{#each l as |h|}}{{h}}{{/each}}', { l: [1] }, (h) => h.registerHelper('h', () => 'helper'));
hbs('data functions', '{{@f}}', {}, () => {}, {}, { data: { f: () => 'called' } });
hbs('nested helpers in path', '{{a.h}}', { a: { h: 'value' } }, (h) => h.registerHelper('h', () => 'helper'));
hbs('call context function with arguments', '{{f 1 2}} {{o.f "x"}}', { f(a, b) { return a + b + (this.z || ''); }, z: 'Z', o: { f: (x) => x + x } });

add('handlebars: environments', {}, (require) => {
  const Handlebars = require('handlebars');
  const a = Handlebars.create();
  const b = Handlebars.create();
  a.registerHelper('h', () => 'a');
  b.registerHelper('h', () => 'b');
  a.registerPartial('p', '{{h}}');
  b.registerPartial('p', '{{h}}!');
  a.unregisterHelper('nope');
  return a.compile('{{h}}{{> p}}')() + b.compile('{{h}}{{> p}}')() + Object.keys(a.helpers).sort();
});
add('handlebars: utils', {}, (require) => {
  const { Utils, SafeString, escapeExpression, VERSION, createFrame, Exception } = require('handlebars');
  return JSON.stringify([escapeExpression('<a href="x">\'`=&'), escapeExpression(null), escapeExpression(0), escapeExpression(false), escapeExpression(new SafeString('<')),
    Utils.isEmpty([]), Utils.isEmpty(0), Utils.isEmpty(''), Utils.isArray([]), Utils.isFunction(() => 1), Utils.toString.call([]), Utils.extend({ a: 1 }, { b: 2 }), Utils.indexOf([1, 2], 2),
    VERSION, createFrame({ a: 1 }), new Exception('x').message, new SafeString('s').toHTML(), String(new SafeString(5))]);
});
add('handlebars: precompile and template', {}, (require) => {
  const Handlebars = require('handlebars');
  const spec = new Function('return ' + Handlebars.precompile('Hi {{name}}{{#if a}}!{{/if}}'))();
  return Handlebars.template(spec)({ name: '<', a: 1 }) + Object.keys(spec);
});
add('handlebars: parse', {}, (require) => JSON.stringify(require('handlebars').parse('a {{#if b}}{{c.d e f=1}}{{else}}{{> p}}{{/if}}')));
add('handlebars: compile an AST', {}, (require) => {
  const Handlebars = require('handlebars');
  return Handlebars.compile(Handlebars.parse('x{{a}}'))({ a: 1 });
});
add('handlebars: compile refuses', {}, (require) => require('handlebars').compile(undefined));
add('handlebars: register refuses', {}, (require) => require('handlebars').create().registerPartial('x', undefined));
add('handlebars: unregister', {}, (require) => {
  const h = require('handlebars').create();
  h.registerHelper('a', () => 1);
  h.unregisterHelper('a');
  h.registerPartial('p', 'x');
  h.unregisterPartial('p');
  return h.compile('[{{a}}]')({ a: 2 }) + JSON.stringify(h.partials);
});
add('handlebars: template called twice', {}, (require) => {
  const t = require('handlebars').create().compile('{{a}}{{#each l}}{{this}}{{/each}}');
  return t({ a: 1, l: [1] }) + t({ a: 2 }) + t({ a: '<', l: { x: 3 } });
});
add('handlebars: helpers registered later', {}, (require) => {
  const h = require('handlebars').create();
  const t = h.compile('[{{x}}]');
  const before = t({ x: 1 });
  h.registerHelper('x', () => 'helper');
  return before + t({ x: 1 });
});
add('handlebars: partial functions in data', {}, (require) => {
  const h = require('handlebars').create();
  h.registerPartial('fn', (context) => 'fn ' + context.a);
  return h.compile('{{> fn}}')({ a: 1 });
});
add('handlebars: noConflict and default', {}, (require) => {
  const Handlebars = require('handlebars');
  return [Handlebars.default === Handlebars, typeof Handlebars.noConflict, typeof Handlebars.Visitor, typeof Handlebars.AST, typeof Handlebars.log, typeof Handlebars.logger.log].join();
});

/** Many short templates in one case, each with its answer. */
function many(name, sources, options = {}) {
  const locals = () => ({
    x: '<a>', l: [1, 2], e: [], z: 0, o: { a: 1, b: { c: 2 } }, set: new Set(['s']), map: new Map([['k', 'v']]),
    it: { * [Symbol.iterator]() { yield 'i1'; yield 'i2'; } }, nul: null,
  });
  add('handlebars: ' + name, {}, (require) => sources.map((source) => {
    const handlebars = require('handlebars').create();
    handlebars.registerPartial({ p: 'P{{x}}', ml: 'a\n b {{x}}\nc' });
    let answer;
    try {
      answer = handlebars.compile(source, options)(locals());
    } catch (error) {
      answer = [error.message, error.lineNumber, error.column, Object.keys(error).filter((key) => key !== 'stack')].join(' ');
    }
    return JSON.stringify(source) + '\n' + answer;
  }).join('\n\n'));
}

const comments = [
  'a\n{{! c }}\nb', 'a\n  {{! c }}  \n b', 'a {{! c }} b', 'a{{! c }}\nb', '{{!-- c --}}\n\nb', 'a\n{{!-- c\n d --}}\nb',
  '{{! c }}{{! d }}\nb', '{{~! c ~}} b', 'a {{~! c }} b', 'a {{! c ~}} b', ' {{~!-- c --~}} \n b', 'a {{!c~}}{{x}} b',
  'a\n {{! c }} {{! d }}\nb', '{{#if x}}\n{{! c }}\n{{/if}}\nb', '\r\n{{! c }}\r\nb', 'a\n {{! c ~}} \n b', '{{! c ~}}\n\n b',
];
many('white space after comments', comments);
many('white space after comments, standing alone or not', comments, { ignoreStandalone: true });
const iterators = [
  '{{#each set}}{{this}}{{@index}}{{@first}}{{@last}}{{/each}}', '{{#each map}}{{this}}{{@key}}{{/each}}',
  '{{#each it}}{{this}}{{@index}};{{else}}none{{/each}}', '{{#each it as |v i|}}{{i}}{{v}}{{../x}}{{/each}}',
  '{{#each e}}a{{else}}none{{/each}}', '{{#each nul}}a{{else}}none{{/each}}', '{{#each}}{{/each}}', '{{#each l o}}{{this}}{{/each}}',
];
many('iterators in each', iterators);
many('strict iterators', iterators, { strict: true });
many('strict names', [
  '{{x}}', '{{miss}}', '\n {{{miss}}}', '{{o.a}}', '{{o.miss}}', '{{miss.a}}', '{{x.y}}', '{{#miss}}a{{/miss}}',
  '{{#if miss}}a{{/if}}', '{{#each miss}}a{{/each}}', '{{#with o}}{{a}}{{miss}}{{/with}}', '{{#each l}}{{x}}{{/each}}', '{{../x}}',
  '{{miss 1}}', '{{#miss 1}}a{{/miss}}', '{{lookup o "miss"}}', '{{> p}}', '{{> miss}}', '{{@root.x}}', '{{@miss}}', '{{o.b.c}}',
].filter((source) => source !== '{{../x}}'), { strict: true });
many('data without data', ['{{@root.x}}', '{{#each l}}{{@index}}{{/each}}', '{{@miss}}'], { data: false });
many('errors', [
  '{{> miss}}', '{{miss 1}}', '\n{{miss 1}}', '{{#if}}a{{/if}}', '{{#with}}a{{/with}}', '{{^*inline "a"}}b{{/inline}}',
  '{{#if x}}a{{/each}}', '{{#if x}}', '{{x', '{{#*inline "p2"}}B{{else}}E{{/inline}}', '{{> (miss 1)}}',
]);
