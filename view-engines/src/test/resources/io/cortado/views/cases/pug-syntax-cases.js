'use strict';

const { add } = require('./harness.js');

/* Every form of pug's language, and what pug refuses: many short templates in each case. */
const locals = () => ({
  x: 'a', n: 0, u: undefined, y: '<&>"\'', l: [1, 2], o: { a: 1, b: '<' }, m: new Map([['k', 'v']]), d: new Date(0),
  f: (...all) => all.join(), a: { b: { c: 'abc' }, class: 'ac', title: '<' },
});
const filters = { up: (text) => text.toUpperCase(), low: (text) => text.toLowerCase(), opts: (text, o) => text + JSON.stringify(o) };
const mixin = 'mixin m(p1)\n  p&attributes(attributes)= p1\n  block\n';

const groups = {
  'tags': [
    'p', 'p:', 'p: ', 'p:a', 'p/', 'p/ x', 'p /', 'p x', 'p  x', 'p\tx', 'p|x', 'p| x', 'p =x', 'p -x', 'p- x', 'p#a',
    'p#a#b', 'p.a.b', 'p.a#b.c', '#a', '.a', '.a#b x', 'p.1', 'p.-', 'p.a.1', 'p#1', 'p.a!', 'p.é', 'a-b', 'a:b',
    'a:b:', 'a_b x', 'p-', '1', 'é', 'p é', 'P', 'p()', 'p() x', 'p#a(id="b")', 'p(id="a")#b', 'p(id="a" id="b")',
    'p(class="a" class="b").c', 'p& x', 'p&attributes', 'p&attributes(a)', 'p&attributes(a)(b)', 'p&attributes(a).x',
    'p&attributes (a)', 'p&attributes({a:1}', 'p,', 'p;', 'p]', 'p[a]', 'p{a}', 'p"a"', 'p@a', 'p*', 'p<b>', '~', '@',
    '^', '$', '{', '}', '[', ']', '(', ')', '"', '\'', '`', '\\', '\\p', '%', '!', '!x', ' p', '  p\np', 'p\n  a\n b',
    'p\n\ta', 'p\n \ta', 'p\n\t a', 'p\n\ta\n  b', 'p\n  a\n    b\n   c', 'p\n  a\n\tb', '\n\np\n\n\n  a\n\n',
    'p\r\n  a\r\nb', 'p\ra', 'p \n', 'p\n  ', 'p\n  \n    x', 'a b c', 'a: b: c x', 'a: b\n  c', 'a: b c\n  d',
    'a:  b', 'a: \n  b', 'a:\n  b', 'a: | x', 'a: =x', 'a: = x', 'a: #b.c', 'a: if x\n  b', 'a: each x in [1]\n  b',
    'a: include x', 'a: block b\n  x', 'a: // c', 'a: doctype', 'a: -', 'br x', 'br\n  x', 'br\n  | ', 'br= x',
    'br(a)', 'br/', 'img: a', 'foo/\n  x', 'foo/ x', 'foo/(a)', 'input/', 'pre\n  b', 'textarea\n  | a',
    'a.b: c.d(e): f#g h', 'p\n  doctype html', 'p\n  // a\n  b', 'p\n  //-\n    x\n  a', 'p.  x', 'p(a).\n  x',
    'p\n  .\n    x\n  b', 'p #x', 'p #', 'p !', 'p {x}', 'p ${x}', 'p\n  block',
    'p\n  if n\n    a\n  else\n    b\n  i', 'p\n  each a in l\n    b= a\n  i', 'p\n  block a\n    b', 'p\n  yield',
    'p\n  yield\n  b', 'p\n\n\n  b\n', 'p\n  a\n  b\n    c\nd', 'p\n  a\n\n    b', 'p\n      a\n      b\n  c',
    ' p\n a', '  p', 'p\n  a\n   b\n  c', 'p\n\n   \n  a\n\t\n  b', 'p a\tb', 'p\ta', 'p(a)\t', 'p \u00a0 x',
    'p\u00a0x', 'p 😀', 'p(a="😀")', 'p\n  <b>\n  </b>\n  i',
  ],
  'text blocks': [
    'p.', 'p..', 'p.a.', 'pre.\n  a\n   b', 'p.\n  a', 'p.\n  a\n  b', 'p.\n  a\n    b\n c',
    'p.\n\n  a\n\n  b\n\n\nq', 'p.\n', 'p. \n  a', 'p.\n  | a', 'p.\n  <b>', 'p.\n\ta', 'p#a.\n  x', '.\n  x',
    'p.a.b.\n x', 'p.\n  a\nb.\n  c', 'p.\n    a\n   b\n  c', 'p.\n    a\n  b\n q', 'script.\n  if(a<b){}\n',
  ],
  'code': [
    'p=x', 'p= x', 'p!= x', 'p!=x', '=', '!=', '!= ', '= x', '=x', '=  x', '-', '- x', '-x', '- ', 'p= "#{x}"',
    '- var i=0\nwhile i<2\n  p= i++', '- var a = 1\np= a', '- var a = 1;\n- a++\np= a',
    '-\n  var a = 1\n  var b = 2\np= a+b', '-\n  var a = "#{x}"\np= a', '- if (x) {\n  p\n- }',
    '- if (x)\n  p\n- else\n  b', '- if (n)\n  p\n- else\n  b', '- if (n) {\n  p\n- } else {\n  b\n- }',
    '- {\n  p\n- }', '- var a = [\n  1]', '- a = = b', '- var', '-\n  var', '= x\n  p', '!= x\n  p', 'p= x\n  b',
    'p!= x\n  b', '= x y', '= x;', '= "a" // c', '= x // c', 'p= x // c', 'p= "//"', 'p= /\\/\\//', 'p= q', '= ()=>1',
    '= {a:1}', '= [1,2]', '= {}', '= new Date(0).getTime()', '= typeof x', '= void 0', '= null', '= undefined',
    '= NaN', '= -1', '= 1e21', '= 0.1', '= "<"', '!= "<"', '= `a${x}b`', '= `<`', '= x ? 1 : 2', '= x in o',
    '= delete o.a', '= a => a', '= (a, b) => a', '= (a)', '= ()', '= (a', '= a)', '= [a', '= {a', '= a}', '= a]',
    '= {a,b}', '= {...o}.a', '= [...l]', '= f(...l)', '= {get a(){return 1}}.a', '= {[x]:1}', '= {a:1,}', '= [1,]',
    '= [,]', '= x.if', '= x[0]', '= x["a"]', '= x .length', '= x. length', '= x..y', '= .5', '= 5.', '= 0x1F',
    '= 0b11', '= 0o17', '= 017', '= 08', '= 1__0', '= 0n', '= 1a', '= "\\x41"', '= "\\u0041"', '= "\\u{41}"',
    '= "\\u"', '= "\\x"', '= \'a\\\'b\'', '= "a\\"b"', '= "a', '= \'a', '= `a', '= `a${', '= /a/', '= /a/.test(x)',
    '= x / 2 / 1', '= x++', '= ++x', '= x++ + ++x', '= 1++', '= x = 1', '= 1 = x', '= x += 1', '= (x) = 1',
    '= [x] = [1]', '= {x} = 1', '= x => {}', '= x => ({})', '= !x', '= !!x', '= ~x', '= +x', '= - x', '= x ** 2',
    '= x, x', '= ,', '= ;', '= *', '= x *', '= * x', '= 1 2', '= var a', '= if', '= return 1', '= @', '= #',
    '= x\\u0041', '= x?.y', '= x ?? y', '= x ||= 1', '= x &&= 1', '= x ??= 1', '= x ?.5 : 1', '= x?.5:1', '= a b c',
    '= {a b}', '= {a:}', '= {:1}', '= {1:2}', '= {"a":2}', '= {a(){}}', '= {async a(){}}', '= f(', '= f(a', '= f(a,',
    '= f(a b)', '= f(,)', '= x[', '= x[]', '= x.', '= x.1', '= new', '= new x(', '= typeof', '= x instanceof',
    '= x instanceof Object', '= x ?', '= x ? 1', '= x ? 1 :', '= ? 1 : 2', '= /* a */ x', '= "a\\\nb"', '= ...x',
    '= enum', '= debugger', '= 1 in', '= "a" in o', '= true', '= false = 1', '= (x,', '= (x,)', '= ({x})', '= ((x))',
    '= ( )', 'p= "a\tb"', 'p= x\t', 'p= "😀"',
  ],
  'lines of text': [
    '<b>', '<b>\n  x', '| <b>x', '|', '| ', '||', '|  a', '<p>\n  b\n</p>', '<p>\n= x\n</p>', '<p>\n  | x',
    '<p>\n- var a=1\n<b>', '<p>\n\n<b>', '<p>\nb\n</p>', '<!-- c -->', '<', '<p>\n  <b>\n    i\n  </b>\n</p>',
  ],
  'doctypes': [
    'html', 'html\n  p', 'doctype', 'doctype html', 'doctype  html', 'doctype HTML\nbr', 'doctype 5',
    'doctype xml\nbr\na(b)', 'doctype transitional\nbr\na(b)', 'doctype strict', 'doctype frameset', 'doctype 1.1',
    'doctype basic', 'doctype mobile', 'doctype plist', 'doctype foo bar', 'doctype html x\nbr', 'doctype\nbr(a)',
    'doctypehtml', 'doctype: x', 'html\ndoctype xml\nbr', '!!!', '!!! 5',
  ],
  'comments': [
    '//', '// a', '//a', '//- a', '//-', '//-a\n  b\n  c', '//\n  b #{x}\n   c', '// a\n  b #{x}', 'p // x',
    '//\n\n  a\n\n  b\n', '//- a\n// b', '//if x\n  p', '/ a', 'p.// x', '//-\n a\n   b\n c\np',
  ],
  'values in text': [
    'p.\n  #{x}', 'p.\n  !{x}', 'p.\n  #[b #{x}] y #[i z]', 'p.\n  \\#{x} \\!{x} \\#[b x]', 'p #{x}', 'p #{ x }',
    'p #{x', 'p #{', 'p #{}', 'p #{x}}', 'p #{{a:1}.a}', 'p #{"}"}', 'p #{\'}\'}', 'p #{`}`}', 'p #{/}/.test(x)}',
    'p #{x)', 'p #{(x}', 'p #{[x}', 'p #{x]}', 'p #{x} y #{z', 'p !{x}', 'p !{x', 'p !{y}', 'p \\#{x}', 'p \\!{x}',
    'p \\\\#{x}', 'p \\#{x} #{x}', 'p #{x}#{x}', 'p #{x+}', 'p #{x y}', 'p #{if}', 'p #{var a}', 'p #{a=1}',
    'p #{x,x}', 'p #{x;x}', 'p #{x // c}', 'p #{x /* c */}', 'p #{\n x\n}', 'p\n  | #{x\n  | }',
    'p #{function(){return 1}()}', 'p #{(()=>1)()}', 'p #{`${x}`}', 'p #{"a#{b}"}', 'p(a="#{x}")', 'p(a=\'!{x}\')',
    '| #{x}', '|#{x}', '<b>#{x}</b>', '<b>!{x}</b>', '<b>\\#{x}</b>', '<b>\n  #{x}', 'p #[b x #{x}] #{x}',
    'p #[#{x} y]', 'p #[b #{x]', 'p #[b #{x)}]', '#{x}', '#{x} y', '#{x}(a="b")', '#{x}.c#d', '#{x}/', '#{x}= y',
    '#{x}\n  p', '#{x', '#{', '#{}', '#{x+}', '#{x}: b', '#{\nx\n} y', '#{"br"} x', '!{x}', '#{x}.', '<p #{x}>',
  ],
  'tags in text': [
    'p.\n  #[b x]', '<b>#[i x]</b>', 'p \\#[b x]', 'p \\\\#[b x]', 'p #[b', 'p #[b]', 'p #[b x] y', 'p #[b x',
    'p #[b #[i x]]', 'p #[b #[i x] y] z', 'p #[b(a="]") x]', 'p #[b(a=]) x]', 'p #[]', 'p #[b]]', 'p #[b]c]',
    'p #[.a x]', 'p #[#a x]', 'p #[= x]', 'p #[=x]', 'p #[!= x]', 'p #[b= x]', 'p #[b= x] y', 'p #[b=[x]] y',
    'p #[- x]', 'p #[b: i x]', 'p #[b/]', 'p #[b.]', 'p #[+m]', 'p #[+m(x)] y', 'p #[if x]', 'p #[each a in x]',
    'p #[// c]', 'p #[| x]', 'p #[b\n  x]', 'p #[include x]', 'p #[:f x]', 'p #[doctype html]', 'p #[br] x',
    'p #[b x\\]', 'p #[a(href="#") x], y', 'p #[b x]#[i y]', 'p a#[b x]', '| #[b x]', '| #[b x]\n| y',
    '| x\n| #[b x]', 'p #[b&attributes(a) x]', 'p #[block x]', 'p #[case x]', 'p #[b= x', 'p #[b= x)]', 'p #[b(a]',
  ],
  'mixins': [
    '+m.\n  x', '+m', '+ m', '+m()', '+m(', '+m(x)', '+m (x)', '+m( x , 2)', '+m(x)(a="b")', '+m(a="b")', '+m.c',
    '+m#d', '+m.c(a="b")', '+m(x).c', '+m x', '+m= x', '+m: b', '+m/', '+m&attributes(a)', '+m(x)&attributes(a)',
    '+m\n  b', '+m(x)\n  b', '+m(x) t\n  b', '+m(x,)', '+m(x y)', '+m({a:1})', '+m([1,2])', '+m("a,b")',
    '+m(x)(\n a=1\n)', '+#{"m"}', '+#{"m"}(x)', '+#{y', '+#{}', '+m(...x)', '+', '+ ', '+(x)', '+m(x == 1)',
    '+m(x = 1)', '+m(x, a = 1)', '+m("x")("y")', '+m()()', '+m() ()', '+m(x) (a=1)', '+m(a)', '+m(a=1 b=2)',
    '+m(a!=1)', 'mixin', 'mixin ', 'mixin q', 'mixin q\n', 'mixin q\n  p', 'mixin q()\n  p',
    'mixin q(a)\n  p= a\n+q(1)', 'mixin q(a, b = 2)\n  p= a+b\n+q(1)\n+q(1,3)',
    'mixin q(...r)\n  p= r.length\n+q\n+q(1,2)', 'mixin q(a,...r)\n  p= r.length\n+q\n+q(1,2)',
    'mixin q(a, ... r)\n  p= r.length\n+q(1,2)', 'mixin q({a})\n  p= a\n+q({a:1})', 'mixin q([a])\n  p= a\n+q([1])',
    'mixin q(a={b:1,c:2})\n  p= a.c\n+q', 'mixin q (a)\n  p= a\n+q(1)', 'mixin q(a) x\n  p', 'mixin q x',
    'mixin q-r\n  p\n+q-r', 'mixin 1q\n  p\n+1q', 'mixin q\n  block\n+q\n  b\n+q x\n+q= x\n+q: i',
    'mixin q\n  if block\n    block\n  else\n    p n\n+q\n+q\n  b', 'mixin q\n  block\n  block\n+q x',
    'mixin q\n  p\n    block\n+q: b', 'mixin q\n  +r\n    block\nmixin r\n  i\n    block\n+q\n  b',
    'mixin q\n  p&attributes(attributes)\n+q(a="b" c)\n+q.x#y(class="z")\n+q(style="a:b" class=["1","2"])',
    'mixin q\n  p(class="k")&attributes(attributes)\n+q.x(class={y:1})',
    'mixin q\n  p= attributes.a\n+q(a="<")\n+q(a!="<")\n+q(a)\n+q(a=1)\n+q(a=x)', 'mixin q(a)\n  p= a\n+q(1)(b=2)',
    'mixin q(n)\n  if n\n    p= n\n    +q(n-1)\n+q(3)', 'mixin q\n  - var z = 1\n  p= z\n+q\np= typeof z',
    'mixin q\n  p 1\nmixin q\n  p 2\n+q', 'mixin q\n  p\n  block\n    b',
    'mixin q(a,b)\n  p #{a}#{b}\n+q("a", "b,c")\n+q(\'(\', ")")',
    'mixin q(a)\n  p(class=a)&attributes(attributes)\n+q("x").y', 'mixin class\n  p\n+class', 'mixin q(\n  a\n)\n  p',
    'mixin q(a\n  p',
  ],
  'inheritance': [
    'block', 'extends', 'extends ', 'extends a', 'extend a', 'extendsa', 'extends-a', 'include', 'include ',
    'include a', 'include:', 'include:f', 'include:f a', 'include: a', 'includea', 'include-a', 'include a b',
    'include a\n  b', 'include a.txt', 'include a.txt\n  b', 'include /a', 'include ../a', 'append', 'append a',
    'prepend a\n  b', 'append a\n  b', 'block a', 'block a\n  b', 'block append a\n  b', 'block prepend a',
    'block  a', 'block a // c\n  b', 'block a//c\n  b', 'block // c', 'append // c', 'block a b', 'blocka', 'block-a',
    'block: b', 'block.', 'block a\n  b\nblock a\n  c', 'append  a', 'appenda', 'yield', 'yield x', 'yieldx',
    'yield\n  b',
  ],
  'conditions': [
    'if x\n  mixin q\n    p\n+q', 'if', 'if x', 'if x\n  p', 'if x\n  p\nelse\n  b', 'if n\n  p\nelse\n  b',
    'if n\n  p\nelse if x\n  b\nelse\n  i', 'if n\n  p\nelse if n\n  b\nelse\n  i', 'if n\n  p\n\nelse\n  b',
    'if n\n  p\n\n//- c\nelse\n  b', 'if n\n  p\n// c\nelse\n  b', 'if n\n  p\nelse x\n  b',
    'if n\n  p\nelse if\n  b', 'else\n  p', 'else', 'else if x\n  p', 'else if', 'if x\nelse\n  b', 'if n\nelse\n  b',
    'unless x\n  p\nelse\n  b', 'unless n\n  p', 'unless', 'unless x y', 'if (x)\n  p', 'if(x)\n  p',
    'if !x\n  p\nelse\n  b', 'if x: p', 'if x then', 'if x\n  p\nelse if n\n  b\nelse if n\n  i',
    'if x\n  p\nelse\nb', 'if x\n  p\nelse:\n  b', 'if x  \n  p', 'if  x\n  p', 'if\tx\n  p', 'ifx', 'if-x',
    'if x //c\n  p', 'if x\n  p\nif n\n  b\nelse\n  i', 'if x\n  if n\n    p\n  else\n    b', 'if x && !n\n  p',
    'unless n || x\n  p\nelse\n  q', 'if x = 1\n  p', 'if x\n  p\nelseif n\n  b', 'if {}\n  p',
    'if [].length\n  p\nelse\n  q', 'if x\t\n  p',
  ],
  'loops': [
    'each', 'each a', 'each a in', 'each a in l', 'each a in l\n  p= a', 'each a,i in l\n  p= a+i',
    'each a , i in l\n  p= a+i', 'each  a  in  l\n  p= a', 'for a in l\n  p= a', 'for a,i in l\n  p= a+i',
    'each a in o\n  p= a', 'each a,k in o\n  p= a+k', 'each a in []\n  p\nelse\n  b', 'each a in {}\n  p\nelse\n  b',
    'each a in l\n  p\nelse\n  b', 'each a in n\n  p', 'each a in 3\n  p= a', 'each a in "abc"\n  p= a',
    'each a in l //c\n  p', 'each a in l l\n  p', 'each a in l: p', 'each 1 in l\n  p', 'each a, in l\n  p',
    'each a,b,c in l\n  p', 'each a in l\n', 'each a in l\nelse\n  p', 'each a in l\n  each b in l\n    p= a+b',
    'each a in l\n  p= x', 'each x in l\n  p= x\np= x', 'each a of l\n  p= a', 'each [a,b] of m\n  p= a+b',
    'each {a} of l\n  p', 'each a,b of l\n  p', 'each [a] of l\n  p', 'for a of l\n  p= a', 'each a of l',
    'each a of l\n  p\nelse\n  b', 'each a of\n  p', 'each of l\n  p', 'each a of l of m\n  p',
    'each a in l of m\n  p', 'each   a of l\n  p= a', 'each [ a , b ] of m\n  p= a+b', '- each a in l\n  p',
    '- for a in l\n  p', '- each a of l\n  p', '- for a of l\n  p', '-each a,i in l', 'for', 'for a',
    'for (a in l)\n  p', 'for (var i=0;i<2;i++)\n  p= i', '- for (var i=0;i<2;i++)\n  p= i',
    'each a in l.map(function(z){return z*2})\n  p= a', 'each a in [1,2,3].filter(q => q > 1)\n  p= a',
    'each a in {length:2}\n  p= a', 'eachx', 'each-x', 'while', 'while n\n  p', 'while x y\n  p', 'while n: p',
    'while (n)\n  p', 'while(n)\n  p', 'while x //', 'while  n\n  p', 'whilex',
  ],
  'case': [
    'case', 'case x', 'case x\n  when 1', 'case x\n  when 1\n    p',
    'case x\n  when "a"\n    p A\n  default\n    p D', 'case x\n  when "b"\n    p B\n  default\n    p D',
    'case x\n  when "a": p A', 'case x\n  when "b"\n  when "a"\n    p A', 'case x\n  default: p', 'case x\n  p',
    'case x\n  when', 'case x\n  when 1 2\n    p', 'case x\n  default x\n    p', 'case x\n  default\n  when 1\n    p',
    'case x y\n  when 1\n    p', 'case x\n  // c\n  when "a"\n    p', 'case x\n  //- c\n  when "a"\n    p',
    'case x\n\n  when "a"\n\n    p\n\n  default\n    b', 'when 1', 'default', 'default x',
    'case x\n  when "a"\n    - break\n    p', 'case x\n  when "a"\n    | t', 'case x\n  when {a:1}.a\n    p',
    'case x\n  when "a:b"\n    p\n  default\n    q', 'case "a:b"\n  when "a:b": p y\n  default: q',
    'case x\n  when x ? "a" : "b"\n    p\n  default\n    q',
    'case x\n  when (x ? "a" : "b")\n    p y\n  default\n    q', 'case x: p', 'case x\n  when "a" // c\n    p',
    'case\n  when 1\n    p', 'case x\n  when "a":\n    p', 'case x\n  else\n    p',
    'case x\n  when "a"\n  default\n    p D', 'case x\n  when 1: p\n  when "a": b\n    i\n  default: q', 'case x\np',
  ],
  'filters': [
    ':', '::', ':f', ':f x', ':f\n  x', ':up x', ':up\n  a\n    b\n  c', ':up #{x}', ':up\n  #{x} #[b y]',
    'p\n  :up\n    a\n  b', 'p: :up a', 'p :up a', ':up(a=1) x', ':up(a=1 b="c")\n  x',
    ':opts(a=1 b="c" d e=[1,2] f={g:1}) x', ':opts(a=x) y', ':opts(a=1+1) y', ':opts(a="b".toUpperCase()) y',
    ':opts(a=`b`) y', ':opts(a=true b=null) y', ':opts(a=function(){}) y', ':opts(a=()=>1) y', ':opts(a=f(1)) y',
    ':up:low Abc', ':low:up\n  aBc', ':up(a):low(b) x', ':nope', ':nope x', ':nope\n  x', 'p\n  :nope x',
    ':up:nope x', ':nope:up x', ':up.a x', ':up= x', ':up: x', ':up', ':up\np', ':up\n\n  a\n\n\n  b\np',
    'p: :up\n  x', ':up\n  | a', ':up <b>', ':up(', 'p\n  :up(a=1)\n    x\n  b',
  ],
};

function told(pug, template) {
  const source = /^\+m\b|\n\+m\b|#\[\+m|^\+ m|\+#/.test(template) ? mixin + template : template;
  try {
    return pug.render(source, { ...locals(), filters });
  } catch (error) {
    return [error.code, error.line, error.column, error.message.replace(/Cannot read propert.*/, 'TypeError')].join(' ');
  }
}

for (const [name, templates] of Object.entries(groups)) {
  for (let i = 0; i < templates.length; i += 50) {
    add('pug: syntax of ' + name + ', from ' + (i + 1), {}, (require) => templates.slice(i, i + 50)
      .map((template) => JSON.stringify(template) + '\n' + told(require('pug'), template)).join('\n\n'));
  }
}
