'use strict';

const { add } = require('./harness.js');

const base = {
  'home.handlebars': '<p>{{x}}</p>{{> side}}',
  'layouts/main.handlebars': '<html>{{title}}{{{body}}}</html>',
  'layouts/other.handlebars': '[{{{body}}}]',
  'partials/side.handlebars': '<i>{{x}}</i>',
  'partials/deep/er.handlebars': 'deep',
};

function exphbs(name, files, config, locals, settings = {}, file = Object.keys(files)[0]) {
  add('express-handlebars: ' + name, files, (require, folder) => {
    const { engine } = require('express-handlebars');
    const made = engine(typeof config === 'function' ? config(require, folder) : config);
    return new Promise((resolve, reject) => made(folder + '/' + file, { settings: { views: folder, ...settings }, ...locals },
      (error, html) => (error ? reject(error) : resolve(html))));
  });
}

exphbs('defaults', base, {}, { x: '<', title: 'T' });
exphbs('without config', base, undefined, { x: 1 });
exphbs('layout false', base, {}, { x: 1, layout: false });
exphbs('layout null', base, {}, { x: 1, layout: null });
exphbs('other layout', base, {}, { x: 1, layout: 'other' });
exphbs('layout with extension', base, {}, { x: 1, layout: 'other.handlebars' });
exphbs('defaultLayout', base, { defaultLayout: 'other' }, { x: 1 });
exphbs('no default layout', base, { defaultLayout: false }, { x: 1 });
exphbs('missing layout', base, { defaultLayout: 'nope' }, { x: 1 });
exphbs('missing partial', { 'home.handlebars': '{{> nope}}', 'layouts/main.handlebars': '{{{body}}}' }, {}, {});
exphbs('extname', { 'home.hbs': '{{x}}{{> a}}', 'layouts/main.hbs': '[{{{body}}}]', 'partials/a.hbs': 'A' }, { extname: '.hbs' }, { x: 1 });
exphbs('extname without dot', { 'home.hbs': '{{x}}', 'layouts/main.hbs': '[{{{body}}}]' }, { extname: 'hbs' }, { x: 1 });
exphbs('helpers', { 'home.handlebars': '{{up x}}{{low y}}', 'layouts/main.handlebars': '{{{body}}}{{up "l"}}' }, { helpers: { up: (s) => s.toUpperCase(), low: (s) => 'config' } }, { x: 'a', y: 'B', helpers: { low: (s) => s.toLowerCase() } });
exphbs('per render partials', { 'home.handlebars': '{{> given}}', 'layouts/main.handlebars': '{{{body}}}' }, {}, {});
exphbs('partials dir', { 'home.handlebars': '{{> a}}', 'layouts/main.handlebars': '{{{body}}}', 'other/a.handlebars': 'A' }, (require, folder) => ({ partialsDir: folder + '/other' }), {});
exphbs('partials dirs', { 'home.handlebars': '{{> a}}{{> b}}{{> ns/c}}{{> R-d}}{{> t}}', 'layouts/main.handlebars': '{{{body}}}', 'p1/a.handlebars': 'A', 'p2/b.handlebars': 'B', 'p3/c.handlebars': 'C', 'p4/d.handlebars': 'D' },
  (require, folder) => ({ partialsDir: [folder + '/p1', { dir: folder + '/p2' }, { dir: folder + '/p3', namespace: 'ns' },
    { dir: folder + '/p4', rename: (file) => 'R-' + file.replace('.handlebars', '') }, { templates: { t: require('handlebars').compile('T') } }] }), {});
exphbs('deep partials', { ...base, 'home.handlebars': '{{> deep/er}}' }, {}, {});
exphbs('no partials folder', { 'home.handlebars': 'x', 'layouts/main.handlebars': '{{{body}}}' }, {}, {});
exphbs('layouts dir', { 'home.handlebars': 'x', 'l/main.handlebars': '({{{body}}})' }, (require, folder) => ({ layoutsDir: folder + '/l' }), {});
exphbs('compiler options', { 'home.handlebars': '{{x}}', 'layouts/main.handlebars': '{{{body}}}' }, { compilerOptions: { noEscape: true } }, { x: '<' });
exphbs('runtime options', { 'home.handlebars': '{{u.up}}', 'layouts/main.handlebars': '{{{body}}}' }, { runtimeOptions: { allowProtoPropertiesByDefault: true } }, { u: new (class { get up() { return 'U'; } })() });
exphbs('data', { 'home.handlebars': '{{@user}}{{@exphbs.view}}{{@exphbs.cache}}{{@root.x}}', 'layouts/main.handlebars': '{{{body}}}{{@exphbs.view}}{{@user}}' }, {}, { data: { user: 'U' }, x: 1 });
exphbs('views array', { 'v2/home.handlebars': 'x{{> p}}', 'v2/layouts/main.handlebars': '[{{{body}}}]', 'v2/partials/p.handlebars': 'P' }, {}, {});
exphbs('sub folder', { 'users/list.handlebars': 'u{{> side}}{{@exphbs.view}}', 'layouts/main.handlebars': '[{{{body}}}]', 'partials/side.handlebars': 'S' }, {}, {});
exphbs('trims', { 'home.handlebars': '\n\n x \n', 'layouts/main.handlebars': '\n[{{{body}}}]\n' }, {}, {});
exphbs('own handlebars', { 'home.handlebars': '{{h}}', 'layouts/main.handlebars': '{{{body}}}' }, (require) => {
  const handlebars = require('handlebars').create();
  handlebars.registerHelper('h', () => 'own');
  return { handlebars };
}, {});
exphbs('each with partial', { 'home.handlebars': '<ul>\n{{#each items}}\n  {{> item name=this.n first=@first}}\n{{/each}}\n</ul>', 'layouts/main.handlebars': '{{{body}}}', 'partials/item.handlebars': '<li>{{name}} {{first}} {{@root.title}}</li>\n' }, {}, { items: [{ n: 'a' }, { n: 'b' }], title: 'T' });
exphbs('sections', { 'home.handlebars': '{{#section "head"}}<s>{{/section}}b', 'layouts/main.handlebars': '{{{_sections.head}}}{{{body}}}' }, { helpers: { section(name, o) { this._sections = this._sections || {}; this._sections[name] = o.fn(this); return null; } } }, {});
exphbs('context functions', { 'home.handlebars': '{{#if user.isAdmin}}A{{/if}}{{user.full}}', 'layouts/main.handlebars': '{{{body}}}' }, {}, { user: { isAdmin: () => true, full() { return 'F'; } } });

add('express-handlebars: instance', base, async (require, folder) => {
  const instance = require('express-handlebars').create({ partialsDir: folder + '/partials', layoutsDir: folder + '/layouts' });
  const partials = await instance.getPartials();
  const templates = await instance.getTemplates(folder + '/partials');
  const template = await instance.getTemplate(folder + '/partials/side.handlebars');
  const html = await instance.render(folder + '/home.handlebars', { x: 1 });
  const page = await instance.renderView(folder + '/home.handlebars', { x: 2, settings: { views: folder } });
  const precompiled = await instance.getTemplate(folder + '/partials/side.handlebars', { precompiled: true });
  return [Object.keys(partials).sort(), Object.keys(templates).sort(), template({ x: '<' }), html, page, typeof precompiled].join(' ');
});
add('express-handlebars: cache', base, async (require, folder) => {
  const instance = require('express-handlebars').create({ partialsDir: folder + '/partials' });
  const one = await instance.getTemplate(folder + '/home.handlebars', { cache: true });
  const two = await instance.getTemplate(folder + '/home.handlebars', { cache: true });
  const three = await instance.getTemplate(folder + '/home.handlebars');
  instance.resetCache();
  return [one === two, one === three, Object.keys(instance._fsCache).length].join();
});
add('express-handlebars: promise rejects', {}, (require, folder) => require('express-handlebars').create({ defaultLayout: false }).renderView(folder + '/nope.handlebars', { settings: { views: folder } }));
add('express-handlebars: hooks', base, async (require, folder) => {
  const { ExpressHandlebars } = require('express-handlebars');
  class Mine extends ExpressHandlebars {
    _renderTemplate(template, context, options) { return '<!-- ' + options.data.exphbs.filePath.replace(folder, '') + ' -->' + template(context, options); }
  }
  return new Mine().renderView(folder + '/home.handlebars', { x: 1, settings: { views: folder } });
});
