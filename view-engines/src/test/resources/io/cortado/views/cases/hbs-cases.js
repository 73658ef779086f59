'use strict';

const { add, view } = require('./harness.js');

function ready(hbs, folder) {
  return new Promise((resolve) => hbs.registerPartials(folder, resolve));
}

function page(hbs, folder, file, locals, settings = {}) {
  return new Promise((resolve, reject) => hbs.__express(folder + '/' + file, { settings: { views: folder, ...settings }, ...locals },
    (error, html) => (error ? reject(error) : resolve(html))));
}

view('hbs', 'without a layout', { 'a.hbs': '<p>{{x}}</p>' }, () => ({ x: '<' }));
view('hbs', 'automatic layout', { 'a.hbs': '<p>{{x}}</p>', 'layout.hbs': '<html>{{{body}}}{{title}}</html>' }, () => ({ x: 1, title: 'T' }));
view('hbs', 'layout false', { 'a.hbs': 'a', 'layout.hbs': '<html>{{{body}}}</html>' }, () => ({ layout: false }));
view('hbs', 'named layout', { 'a.hbs': 'a', 'other.hbs': '[{{{body}}}]', 'layout.hbs': 'no' }, () => ({ layout: 'other' }));
view('hbs', 'layout in folder', { 'a.hbs': 'a', 'layouts/main.hbs': '[{{{body}}}]' }, () => ({ layout: 'layouts/main.hbs' }));
view('hbs', 'missing layout', { 'a.hbs': 'a' }, () => ({ layout: 'nope' }));
view('hbs', 'view options', { 'a.hbs': 'a', 'other.hbs': '[{{{body}}}]' }, () => ({}), { settings: () => ({ 'view options': { layout: 'other' } }) });
view('hbs', 'view options false', { 'a.hbs': 'a', 'layout.hbs': 'no' }, () => ({}), { settings: () => ({ 'view options': { layout: false } }) });
view('hbs', 'views array', { 'one/a.hbs': 'a', 'two/layout.hbs': '[{{{body}}}]' }, () => ({}), { settings: (folder) => ({ views: [folder + '/one', folder + '/two'] }) });
view('hbs', 'html extension', { 'a.html': '{{x}}', 'layout.html': '[{{{body}}}]' }, () => ({ x: 1 }));
view('hbs', 'prototype properties', { 'a.hbs': '{{u.upper}}{{u.hi}}' }, () => ({ u: new (class { get upper() { return 'N'; } hi() { return 'hi'; } })() }));
view('hbs', 'parse error', { 'a.hbs': 'a\n{{#if x}}\n' });
view('hbs', 'missing view', {}, () => ({}), { engine: (require, folder) => (file, options, done) => require('hbs').create().__express(folder + '/nope.hbs', options, done) });

add('hbs: partials', { 'a.hbs': '{{> side}}{{> my_part}}{{> deep/er_x}}', 'partials/side.hbs': 'S{{x}}', 'partials/my-part.html': 'M', 'partials/deep/er x.hbs': 'D', 'partials/no.txt': 'no' },
  async (require, folder) => {
    const hbs = require('hbs').create();
    await ready(hbs, folder + '/partials');
    return page(hbs, folder, 'a.hbs', { x: 1 });
  });
add('hbs: partials renamed', { 'a.hbs': '{{> p_side}}', 'partials/side.hbs': 'S' }, async (require, folder) => {
  const hbs = require('hbs').create();
  await new Promise((resolve) => hbs.registerPartials(folder + '/partials', { rename: (name) => 'p ' + name }, resolve));
  return page(hbs, folder, 'a.hbs', {});
});
add('hbs: rendering waits for partials', { 'a.hbs': '{{> side}}', 'partials/side.hbs': 'S' }, (require, folder) => {
  const hbs = require('hbs').create();
  hbs.registerPartials(folder + '/partials');
  return page(hbs, folder, 'a.hbs', {});
});
add('hbs: helpers', { 'a.hbs': '{{up x}}{{#link "/"}}{{x}}{{/link}}' }, (require, folder) => {
  const hbs = require('hbs').create();
  hbs.registerHelper('up', (s) => s.toUpperCase());
  hbs.registerHelper('link', function (url, o) { return new hbs.SafeString('<a href="' + url + '">' + o.fn(this) + '</a>'); });
  hbs.registerPartial('p', 'x');
  return page(hbs, folder, 'a.hbs', { x: 'a' });
});
add('hbs: async helpers', { 'a.hbs': '{{later "a"}}{{later "<b>"}}', 'layout.hbs': '[{{{body}}}{{later "c"}}]' }, (require, folder) => {
  const hbs = require('hbs').create();
  hbs.registerAsyncHelper('later', (value, options, done) => { Promise.resolve().then(() => (done || options)(value + '!')); });
  return page(hbs, folder, 'a.hbs', {});
});
add('hbs: locals as template data', { 'a.hbs': '{{@user}}{{@site}}' }, (require, folder) => {
  const hbs = require('hbs').create();
  const app = { locals: { site: 'S' }, render(name, options, done) { return page(hbs, folder, name, options).then((html) => done(null, html), done); } };
  hbs.localsAsTemplateData(app);
  return new Promise((resolve, reject) => app.render('a.hbs', { _locals: { user: 'U' } }, (error, html) => (error ? reject(error) : resolve(html))));
});
add('hbs: cache', { 'a.hbs': '{{x}}', 'layout.hbs': '[{{{body}}}]' }, async (require, folder) => {
  const hbs = require('hbs').create();
  const first = await page(hbs, folder, 'a.hbs', { x: 1, cache: true });
  const second = await page(hbs, folder, 'a.hbs', { x: 2, cache: true });
  return first + second + Object.keys(hbs.cache).length;
});
add('hbs: no cache', { 'a.hbs': '{{x}}' }, async (require, folder) => {
  const hbs = require('hbs').create();
  await page(hbs, folder, 'a.hbs', { x: 1 });
  return Object.keys(hbs.cache).length;
});
add('hbs: compile', {}, (require) => require('hbs').create().compile('{{x}}')({ x: '<' }));
add('hbs: own handlebars', { 'a.hbs': '{{h}}' }, (require, folder) => {
  const own = require('handlebars').create();
  own.registerHelper('h', () => 'own');
  return page(require('hbs').create(own), folder, 'a.hbs', {});
});
add('hbs: surface', {}, (require) => {
  const hbs = require('hbs');
  return ['__express', 'registerHelper', 'registerPartial', 'registerPartials', 'registerAsyncHelper', 'localsAsTemplateData', 'create', 'compile', 'SafeString', 'Utils', 'handlebars', 'cache']
    .map((name) => name + ':' + typeof hbs[name]).join();
});
add('hbs: layout sections', { 'a.hbs': '{{#section "js"}}<script></script>{{/section}}body', 'layout.hbs': '{{{body}}}|{{{sections.js}}}' }, (require, folder) => {
  const hbs = require('hbs').create();
  hbs.registerHelper('section', function (name, o) {
    this.sections = this.sections || {};
    this.sections[name] = o.fn(this);
    return null;
  });
  return page(hbs, folder, 'a.hbs', {});
});
add('hbs: extend and block', { 'a.hbs': '{{#extend "css"}}<link>{{/extend}}x', 'layout.hbs': '{{{block "css"}}}{{{body}}}' }, (require, folder) => {
  const hbs = require('hbs').create();
  const blocks = {};
  hbs.registerHelper('extend', function (name, context) { (blocks[name] = blocks[name] || []).push(context.fn(this)); });
  hbs.registerHelper('block', (name) => (blocks[name] || []).join('\n'));
  return page(hbs, folder, 'a.hbs', {});
});
