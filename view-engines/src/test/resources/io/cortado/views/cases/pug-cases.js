'use strict';

const { add, view } = require('./harness.js');

/** A template given as text. */
function pug(name, source, locals = {}, options = {}) {
  add('pug: ' + name, {}, (require) => require('pug').render(source, { ...options, ...(typeof locals === 'function' ? locals() : locals) }));
}

pug('doctype and tags', 'doctype html\nhtml\n  head\n    title Hi\n  body\n    #main.a.b x');
pug('html without doctype', 'html\n  body\n    br\n    input(disabled)');
pug('doctype xml', 'doctype xml\nrss\n  link http://x\n  br');
pug('doctype strict', 'doctype strict\nhtml\n  img(src="a")\n  input(checked)');
pug('doctype option', 'input(checked)\nbr', {}, { doctype: 'html' });
pug('no doctype mirrors booleans', 'input(checked)\nbr');
pug('interpolation escapes', 'p #{a} !{a} #[b #{a}] \\#{a}', { a: '<&">\'' });
pug('buffered code', 'p= a\np!= a\p\ndiv= b', { a: '<b>', b: null });
pug('undefined local with default', 'p= title || "none"\np= typeof missing\np= missing');
pug('undefined member throws', 'div\n  p= user.name');
pug('globals', 'p= Math.max(1, 2)\np= JSON.stringify({a: [1]})\np= Object.keys(locals).length > 0\np= new Date(0).toISOString()', { a: 1 });
pug('numbers', 'p= 0.0001\np= 1e21\np= -0\np= 1/3\np= NaN\np= 10000000', {});
pug('values', 'p= [1,[2,3]]\np= {}\np= true\np= null\np= undefined\np= []\np= function () {}.name');
pug('dates', 'p(data-d=d)= d.toISOString()', () => ({ d: new Date(0) }));
pug('attributes', 'a(href="/x?a=1&b=2" title=\'say "hi"\' data-n=1 data-o={a: "b\\"c"} data-l=[1,2] x=null y=undefined z=false w=true v="")');
pug('attributes over lines', 'input(\n  type="text"\n  name = "q",\n  value=q\n)', { q: '"<' });
pug('attributes unescaped', 'a(href!="/x?a=1&b=2" title!=t)', { t: '<i>' });
pug('attribute expressions', 'a(class=on ? "x" : "y" href="/" + id title=`t ${id}` data-a=a.b["c"] (click)="go()" :x="1" @y="2")', { on: true, id: 7, a: { b: { c: 'd' } } });
pug('json attributes', 'div(data-x=JSON.stringify({a: "<\'\\""}) data-y={a: "<\'\\""} data-z!={a: "\'"})');
pug('classes', 'a.x.y(class="z" class=["p", null, "q"] class={r: true, s: 0})\na(class="")\na(class=[])\na(class=undefined)\na.x(class=c)', { c: '<' });
pug('style', 'a(style={color: "red", "font-size": 2})\na(style="a:b")\na(style=s)\na(style=undefined)', { s: { x: '"' } });
pug('attributes block', 'a.x(href="#" style="a:b")&attributes(o)\nb&attributes({class: "q", disabled: true})', { o: { class: ['y'], title: '<', style: { c: 'd' } } });
pug('id and div shorthand', '#a\n.b\n#c.d.e text');
pug('block expansion', 'ul\n  li: a(href="#"): b x');
pug('self closing', 'foo/\nfoo(bar)/\nimg/');
pug('text block', 'script.\n  if (a < b) {\n    x("y");\n  }\np.\n  one #{1}\n    two\n\n  three');
pug('piped text', 'p\n  | a\n  | b #{1}\n  |\n  | c\n  b d');
pug('html lines', '<div>\n  p x\n</div>\n<p class="a">#{1}</p>');
pug('comments', '// shown\n//- hidden\np\n  // in p\n//\n  block #{1}\n  p x\n//-\n  gone');
pug('conditionals', 'if a\n  p 1\nelse if b\n  p 2\nelse\n  p 3\nunless a\n  p 4\nif !(a && b)\n  p 5', { b: 1 });
pug('empty array is true', 'if l\n  p yes\nelse\n  p no', { l: [] });
pug('each array', 'each x, i in l\n  p= i + x', { l: ['a', 'b'] });
pug('each object', 'each v, k in o\n  p #{k}=#{v}', { o: { a: 1, b: 2 } });
pug('each else', 'each x in l\n  p= x\nelse\n  p none\neach x in o\n  p= x\nelse\n  p none', { l: [], o: {} });
pug('each expression', 'each x in [1, 2].map(function (n) { return n * 2 })\n  p= x\nfor y in l.filter(y => y > 1)\n  p= y', { l: [1, 2, 3] });
pug('each nested', 'each r in rows\n  tr\n    each c in r\n      td= c', { rows: [[1, 2], [3]] });
pug('each over undefined', 'p x\neach x in missing\n  p= x');
pug('each of', 'each x of new Set(["a", "b"])\n  p= x\neach [k, v] of new Map([["a", 1]])\n  p #{k}#{v}');
pug('each of in text', 'p.\n  each one of us\n  for all of them\np each x of y');
pug('each shadows', 'each title in ["a"]\n  p= title\np= title', { title: 'outer' });
pug('while', '- var n = 0\nwhile n < 3\n  p= n++');
pug('case', 'case n\n  when 0\n    p zero\n  when 1\n  when 2\n    p some\n  default\n    p many', { n: 1 });
pug('case is strict', 'case n\n  when 1: p number\n  when "1": p string', { n: '1' });
pug('case break', 'case n\n  when 1\n    - break\n  default\n    p x', { n: 1 });
pug('code block', '-\n  var a = [1, 2];\n  var b = a.length;\np= b');
pug('code with blocks', '- if (x) {\n  p yes\n- } else {\n  p no\n- }\n- for (var i = 0; i < 2; i++)\n  p= i\n- l.forEach(function (v) {\n  b= v\n- })', { x: 0, l: [1, 2] });
pug('if else in code', '- if (x)\n  p yes\n- else\n  p no', { x: 0 });
pug('let and const', '- let a = 1\n- const {b, c: [d]} = {b: 2, c: [3]}\np= a + b + d');
pug('var hides local', '- var title = title || "mine"\np= title', { title: 'given' });
pug('function in code', '- function twice(n) { return n * 2 }\n- const thrice = (n) => n * 3\np= twice(2) + thrice(1)');
pug('template literals', 'p= `a ${b + `c ${d}`}`\na(href=`/x/${b}`)', { b: 1, d: 2 });
pug('regular expressions', 'p= "a/b".replace(/\\//g, "-")\np #{"x".match(/[}]/)}');
pug('object keys are not locals', '- var o = {a: b, c}\np= o.a + o.c', { b: 1, c: 2, a: 9 });
pug('mixin', 'mixin card(title, n)\n  .card\n    h2= title\n    if block\n      block\n    else\n      p empty\n+card("A", 1)\n+card("B")\n  p inner');
pug('mixin attributes', 'mixin link(href)\n  a(class=attributes.class href=href)&attributes(attributes)\n    block\n+link("/x").big(id="l" data-a="<")\n  | x');
pug('mixin rest', 'mixin list(id, ...items)\n  ul(id=id)\n    each i in items\n      li= i\n+list("a", 1, 2, 3)\n+list("b")');
pug('mixin defaults', 'mixin b(label="Go", kind = "x")\n  button(class=kind)= label\n+b\n+b("Stop", "y")');
pug('mixin destructuring', 'mixin u({name, age = 3})\n  p #{name} #{age}\n+u({name: "a"})');
pug('mixin strings with commas', 'mixin m(a, b)\n  p #{a}|#{b}\n+m("it\'s, ok", "x,  y")\n+m({a: [1, 2]}.a, (1, 2))');
pug('mixin dynamic', 'mixin one\n  p 1\nmixin two(x)\n  p= x\neach n in ["one", "two"]\n  +#{n}(5)');
pug('mixin recursion', 'mixin tree(n)\n  li= n.name\n    if n.kids\n      ul\n        each k in n.kids\n          +tree(k)\n+tree(t)', { t: { name: 'a', kids: [{ name: 'b' }, { name: 'c', kids: [{ name: 'd' }] }] } });
pug('mixin nested blocks', 'mixin a\n  .a\n    block\nmixin b\n  .b\n    block\n+a\n  +b\n    p x');
pug('mixin redefined', 'mixin a\n  p 1\n+a\nmixin a\n  p 2\n+a');
pug('mixin before definition', '+a\nmixin a\n  p 1');
pug('tag interpolation', '#{tag}.x(a="b") y\n#{"br"}/', { tag: 'section' });
pug('filters', ':up\n  some\n  text\np\n  :up(x=1 y="a") one', {}, { filters: { up: (t, o) => t.toUpperCase() + (o.x || '') + (o.y || '') } });
pug('filters nested', ':a:b\n  x', {}, { filters: { a: (t) => '(' + t + ')', b: (t) => '[' + t + ']' } });
pug('filter unknown', 'p\n  :nope\n    x');
pug('filter option not constant', ':f(a=b)\n  x', {}, { filters: { f: (t) => t } });
pug('self', 'p= self.a\np= typeof a', { a: 1 }, { self: true });
pug('pretty', 'doctype html\nhtml\n  head\n    title x\n  body\n    p a\n      b c\n    ul\n      li\n        p d\n    pre\n      | x\n      | y\n    p.\n      l1\n      l2', {}, { pretty: true });
pug('pretty mixins', 'mixin m\n  .m\n    block\ndiv\n  +m\n    p x\n    | text\n  // c\n  script.\n    a\n      b', {}, { pretty: true });
pug('pretty tabs', 'div\n  p\n    span x', {}, { pretty: '\t' });
pug('pretty wrong', 'p', {}, { pretty: 'x' });
pug('globals option', 'p= typeof secret', { secret: 1 }, { globals: ['secret'] });
pug('unicode', 'p é 😀 #{a}\n  | “quoted”', { a: 'ü<' });
pug('quotes and backslashes', 'p a\\nb "c" \'d\' \\\\\na(title="a\\nb\\x41\\u0042\\\'")');
pug('crlf and bom', '\ufeffp a\r\n  b c\r\np d\r\n');
pug('tabs', 'div\n\tp x\n\t\tb y');
pug('prototype names', 'p= hasOwnProperty\np= constructor', {});
pug('this', 'p= typeof this');
pug('void with text', 'p\n  br x');
pug('duplicate attribute', 'p\n  a(x=1 y=2 x=3)');
pug('bad indentation', 'div\n    p\n  b');
pug('tabs and spaces', 'div\n\tp\n  \tb');
pug('no end bracket', 'p\na(x=1');
pug('bracket mismatch', 'a(x=[1)');
pug('invalid class', 'p.1');
pug('invalid id', 'p#');
pug('else alone', 'p\nelse\n  b');
pug('else with condition', 'if a\n  p\nelse b\n  p');
pug('malformed each', 'each x\n  p');
pug('mixin without body', 'mixin a\np');
pug('block outside mixin', 'p\n  block');
pug('when outside case', 'p\n  when 1');
pug('no case expression', 'case\n  when 1\n    p');
pug('unexpected indent', 'p= 1\n  b x');
pug('syntax error in code', 'p a\np= 1 +');
pug('syntax error in attribute', 'a(href=1 +)');
pug('text after tag', 'p\n  foo bar?\n  %x');
pug('include without filename', 'include a.pug');
pug('absolute without basedir', 'include /a.pug', {}, { filename: '/tmp/x.pug' });
pug('throws in loop', 'ul\n  each x in l\n    li= x.y.z', { l: [{ y: {} }, {}] });
pug('throws own error', 'p\n- throw new TypeError("mine")');
pug('throws a string', '- throw "mine"');

view('pug', 'extends and blocks', {
  'index.pug': 'extends layout\nblock title\n  title Page\nblock content\n  h1= name\nappend scripts\n  script(src="b.js")\nprepend foot\n  p first',
  'layout.pug': 'doctype html\nhtml\n  head\n    block title\n      title Default\n    block scripts\n      script(src="a.js")\n  body\n    block content\n    block foot\n      p last',
}, () => ({ name: '<x>' }));
view('pug', 'extends twice', {
  'a.pug': 'extends b\nblock x\n  p a',
  'b.pug': 'extends c\nblock y\n  div\n    block x\n      p b',
  'c.pug': 'html\n  block y\n  block z\n    p z',
});
view('pug', 'block defaults kept', { 'a.pug': 'extends l', 'l.pug': 'p\n  block x\n    b default' });
view('pug', 'mixins in child', { 'a.pug': 'extends l\nmixin m(x)\n  b= x\nblock c\n  +m(1)', 'l.pug': 'div\n  block c' });
view('pug', 'include mixins', { 'a.pug': 'include mixins/all\n+m(2)\n  i', 'mixins/all.pug': 'mixin m(x)\n  b= x\n  block' });
view('pug', 'include files', {
  'pages/a.pug': 'include ../parts/head\ninclude ../parts/raw.html\ninclude ../parts/x.txt\nstyle\n  include ../parts/s.css',
  'parts/head.pug': 'h1= title\ninclude deep/er',
  'parts/deep/er.pug': 'p deep',
  'parts/raw.html': '<p>raw #{x}</p>\r\n',
  'parts/x.txt': 'a < b',
  'parts/s.css': 'a { b: c }',
}, () => ({ title: 'T' }));
view('pug', 'include with filter', { 'a.pug': 'p\n  include:up:wrap x.md', 'x.md': 'text' }, () => ({ filters: { up: (t) => t.toUpperCase(), wrap: (t) => '<' + t + '>' } }));
view('pug', 'include yield', { 'a.pug': 'include b\n  p given', 'b.pug': 'div\n  yield\nfooter' });
view('pug', 'include block without yield', { 'a.pug': 'include b\n  p given', 'b.pug': 'html\n  head\n  body\n    h1' });
view('pug', 'include in loop', { 'a.pug': 'each x in [1, 2]\n  include row', 'row.pug': 'p= x' });
view('pug', 'basedir', { 'pages/a.pug': 'extends /l\nblock c\n  include /parts/b', 'l.pug': 'div\n  block c', 'parts/b.pug': 'p b' }, (require, folder) => ({ basedir: folder }));
view('pug', 'missing include', { 'a.pug': 'p\ninclude nope\n' });
view('pug', 'missing extends', { 'a.pug': 'extends nope\nblock a\n  p' });
view('pug', 'error in include', { 'a.pug': 'p\ninclude b', 'b.pug': 'p x\np= y.z\np w' });
view('pug', 'syntax error in include', { 'a.pug': 'p\ninclude b', 'b.pug': 'p x\nif\n  a(\np' });
view('pug', 'run time error with excerpt', { 'a.pug': 'p 1\np 2\np 3\np= a.b.c\np 5\np 6\np 7\np 8' }, () => ({ a: {} }));
view('pug', 'error in mixin', { 'a.pug': 'mixin m(x)\n  p= x.y.z\ndiv\n  +m({})' });
view('pug', 'production without debug', { 'a.pug': 'p= a.b.c' }, () => ({ a: {}, compileDebug: false }));
view('pug', 'settings are locals', { 'a.pug': 'p= settings.env\np= typeof settings.views' }, () => ({}), { settings: () => ({ env: 'test' }) });
view('pug', 'block in parent twice', { 'a.pug': 'extends l\nblock x\n  b new', 'l.pug': 'if a\n  block x\n    p 1\nelse\n  block x\n    p 2' });
view('pug', 'extends with code', { 'a.pug': 'extends l\n- var x = 1\nblock c\n  p= x', 'l.pug': 'block c' });
view('pug', 'unexpected block', { 'a.pug': 'extends l\nblock nope\n  p', 'l.pug': 'block c' });
view('pug', 'block append at use', { 'a.pug': 'extends l\nblock append c\n  p 2\nblock prepend c\n  p 0', 'l.pug': 'block c\n  p 1' });

add('pug: compile', {}, (require) => require('pug').compile('p= a')({ a: 1 }) + require('pug').compile('p= a')());
add('pug: dependencies', { 'a.pug': 'include b\np', 'b.pug': 'include c.txt', 'c.txt': 'x' }, (require, folder) => JSON.stringify(require('pug').compileFile(folder + '/a.pug').dependencies));
add('pug: renderFile', { 'a.pug': 'p= a' }, (require, folder) => require('pug').renderFile(folder + '/a.pug', { a: 1 }));
add('pug: missing file', {}, (require, folder) => require('pug').renderFile(folder + '/a.pug'));
add('pug: callbacks', { 'a.pug': 'p= a' }, (require, folder) => {
  const seen = [];
  require('pug').render('p x', (error, html) => seen.push(error, html));
  require('pug').render('p(', (error, html) => seen.push(error.code, html));
  require('pug').renderFile(folder + '/a.pug', { a: 2 }, (error, html) => seen.push(error, html));
  return JSON.stringify(seen);
});
add('pug: cache', { 'a.pug': 'p= a' }, (require, folder) => {
  const pug = require('pug');
  const first = pug.renderFile(folder + '/a.pug', { a: 1, cache: true });
  pug.cache[folder + '/a.pug'] = () => 'cached';
  return first + pug.renderFile(folder + '/a.pug', { a: 1, cache: true }) + pug.renderFile(folder + '/a.pug', { a: 3 });
});
add('pug: cache needs filename', {}, (require) => require('pug').render('p', { cache: true }));
add('pug: compileClient', {}, (require) => {
  const source = require('pug').compileClient('mixin m\n  b&attributes(attributes)\np(class=[a], title=a)= a\n+m(x=1)', { name: 'tpl' });
  return new Function(source + '; return tpl;')()({ a: '<' });
});
add('pug: compileClient as module', {}, (require) => {
  const module = {};
  new Function('module', require('pug').compileClient('p= a', { module: true }))(module);
  return module.exports({ a: 1 });
});
add('pug: registered filters', {}, (require) => {
  require('pug').filters.shout = (text) => text + '!';
  return require('pug').render(':shout\n  a');
});
add('pug: runtime', {}, (require) => {
  const r = require('pug').runtime;
  return JSON.stringify([r.escape('<'), r.escape(1), r.attr('a', { b: 1 }, true, true), r.attrs({ class: ['a', { b: 1 }], x: '<' }, false),
    r.classes(['a', ['b'], { c: 1 }]), r.style({ a: 1 }), r.merge({ class: 'a' }, { class: 'b', style: 'x:y' }), r.merge([{ a: 1 }, { a: 2 }])]);
});
