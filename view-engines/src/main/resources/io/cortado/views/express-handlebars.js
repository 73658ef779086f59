'use strict';

const fs = require('fs');
const path = require('path');
const Handlebars = require('handlebars');
const { inside, listFiles, locate, outside } = require('./view-files.js');

/** What an instance has of its own, in this order, and the values that are not undefined without a configuration. */
const SETTINGS = [
  'handlebars', 'extname', 'encoding', 'layoutsDir', 'partialsDir', 'defaultLayout', 'helpers', 'compilerOptions',
  'runtimeOptions',
];
const DEFAULTS = { handlebars: Handlebars, extname: '.handlebars', encoding: 'utf8', defaultLayout: 'main' };
/** Where layouts and partials are below the views, unless told otherwise. */
const FOLDERS = { partialsDir: 'partials/', layoutsDir: 'layouts/' };

/** One configuration of views, layouts, partials and helpers, with its caches. */
class ExpressHandlebars {
  constructor(config = {}) {
    for (const setting of SETTINGS) {
      this[setting] = DEFAULTS[setting];
    }
    Object.assign(this, config);
    Object.assign(this, { config, engine: this.renderView.bind(this) });
    if (!this.extname.startsWith('.')) {
      this.extname = '.' + this.extname;
    }
    Object.assign(this, { compiled: {}, precompiled: {}, _fsCache: {} });
  }

  /** The partials of all folders by name. */
  async getPartials(options = {}) {
    if (this.partialsDir === undefined) {
      return {};
    }
    const groups = await Promise.all([].concat(this.partialsDir).map(async (entry) => {
      const { dir, templates, namespace, rename } = typeof entry === 'string' ? { dir: entry } : entry || {};
      if (!dir && !templates) {
        throw new Error('A partials dir must be a string or config object');
      }
      return { templates: templates || (await this.getTemplates(dir, options)), namespace, rename };
    }));
    const partials = {};
    for (const { templates, namespace, rename } of groups) {
      for (const file of Object.keys(templates)) {
        const name = typeof rename === 'function' ? rename(file, namespace) : this._getTemplateName(file, namespace);
        partials[name] = templates[file];
      }
    }
    return partials;
  }

  /** The compiled (or precompiled) template in a file. */
  async getTemplate(filePath, options = {}) {
    const file = path.resolve(filePath);
    const cache = options.precompiled ? this.precompiled : this.compiled;
    if (options.cache && cache[file]) {
      return cache[file];
    }
    const template = this._getFile(file, { cache: options.cache, encoding: options.encoding || this.encoding })
      .then((source) => (options.precompiled
        ? this._precompileTemplate(source, this.compilerOptions)
        : this._compileTemplate(source, this.compilerOptions)));
    cache[file] = template;
    try {
      return await template;
    } catch (error) {
      delete cache[file];
      throw error;
    }
  }

  /** All templates below a folder, by relative path. */
  async getTemplates(dirPath, options = {}) {
    const files = await this._getDir(dirPath, { cache: options.cache });
    const templates = await Promise.all(files.map((file) => this.getTemplate(path.join(dirPath, file), options)));
    return Object.fromEntries(files.map((file, i) => [file, templates[i]]));
  }

  /** Renders one file without a layout. */
  async render(filePath, context = {}, options = {}) {
    const encoding = options.encoding || this.encoding;
    const [template, partials] = await Promise.all([
      this.getTemplate(filePath, { cache: options.cache, encoding }),
      options.partials || this.getPartials({ cache: options.cache, encoding }),
    ]);
    const helpers = { ...this.helpers, ...options.helpers };
    const runtimeOptions = { ...this.runtimeOptions, ...options.runtimeOptions };
    const data = { ...options.data, exphbs: { ...options, filePath, helpers, partials, runtimeOptions } };
    try {
      return this._renderTemplate(template, context, { ...runtimeOptions, data, helpers, partials });
    } catch (error) {
      throw locate(error, filePath);
    }
  }

  /** Renders a view within its layout; with a callback for Express, as a promise without. */
  async renderView(viewPath, options = {}, callback = null) {
    if (typeof options === 'function') {
      return this.renderView(viewPath, {}, options);
    }
    if (!callback) {
      return this._page(viewPath, options);
    }
    let html;
    try {
      html = await this._page(viewPath, options);
    } catch (error) {
      callback(error);
      return undefined;
    }
    callback(null, html);
    return undefined;
  }

  async _page(viewPath, options) {
    const views = options.settings && options.settings.views;
    const folder = this._resolveViewsPath(views, viewPath);
    for (const [setting, name] of Object.entries(folder ? FOLDERS : {})) {
      this[setting] = this.config[setting] || path.join(folder, name);
    }
    const view = folder ? this._getTemplateName(path.relative(folder, viewPath)) : undefined;
    const encoding = options.encoding || this.encoding;
    const partials = { ...(await this.getPartials({ cache: options.cache, encoding })), ...options.partials };
    const renderOptions = {
      cache: options.cache,
      encoding,
      view,
      layout: 'layout' in options ? options.layout : this.defaultLayout,
      data: options.data,
      helpers: { ...this.helpers, ...options.helpers },
      partials,
      runtimeOptions: options.runtimeOptions,
    };
    const layout = await this._layout(renderOptions.layout, options);
    const roots = [].concat(views || [], this.layoutsDir || []);
    if (layout && roots.length > 0 && !inside(layout, roots)) {
      throw outside('express-handlebars: a layout', layout, roots);
    }
    const html = await this.render(viewPath, options, renderOptions);
    return layout
      ? this.render(layout, { ...options, body: html }, { ...renderOptions, layout: undefined })
      : html;
  }

  /** The file of a layout; with `defaultLayoutOptional`, null when it is the default and there is none. */
  async _layout(name, options) {
    const layout = this._resolveLayoutPath(name);
    if (!layout || !this.config.defaultLayoutOptional || 'layout' in options) {
      return layout;
    }
    try {
      await this._getFile(layout, { cache: options.cache });
      return layout;
    } catch (error) {
      if (error.code === 'ENOENT') {
        return null;
      }
      throw error;
    }
  }

  /** Forgets files: all, one, a list, or those a function picks. */
  resetCache(selection) {
    let files = Object.keys(this._fsCache);
    if (typeof selection === 'function') {
      files = files.filter(selection);
    } else if (selection !== undefined) {
      files = [].concat(selection);
    }
    for (const file of files) {
      delete this._fsCache[file];
    }
  }

  _renderTemplate(template, context = {}, options = {}) {
    return template(context, options).trim();
  }

  async _cached(key, use, load) {
    const known = use && this._fsCache[key];
    if (known) {
      return known;
    }
    const loading = load();
    this._fsCache[key] = loading;
    try {
      return await loading;
    } catch (error) {
      delete this._fsCache[key];
      throw error;
    }
  }

  async _getDir(dirPath, options = {}) {
    const dir = path.resolve(dirPath);
    const files = await this._cached(dir, options.cache, () => new Promise((resolve, reject) => {
      listFiles(dir, (name) => name.endsWith(this.extname), (error, found) => {
        if (error && error.code !== 'ENOENT') {
          reject(error);
        } else {
          resolve(found || []);
        }
      });
    }));
    return [...files];
  }

  _getFile(filePath, options = {}) {
    const file = path.resolve(filePath);
    const encoding = options.encoding || this.encoding || 'utf8';
    return this._cached(file, options.cache, () => new Promise((resolve, reject) => {
      fs.readFile(file, { encoding }, (error, text) => (error ? reject(error) : resolve(text)));
    }));
  }

  _getTemplateName(filePath, namespace = null) {
    const name = filePath.endsWith(this.extname) ? filePath.slice(0, -this.extname.length) : filePath;
    return namespace ? namespace + '/' + name : name;
  }

  /** The views folder a file belongs to: the closest of several. */
  _resolveViewsPath(views, file) {
    if (!Array.isArray(views)) {
      return views;
    }
    const folders = views.map((view) => path.resolve(view));
    let below = path.resolve(file);
    for (let dir = path.dirname(below); dir !== below; dir = path.dirname(dir)) {
      const index = folders.indexOf(dir);
      if (index >= 0) {
        return views[index];
      }
      below = dir;
    }
    return null;
  }

  _resolveLayoutPath(layoutPath) {
    if (!layoutPath) {
      return null;
    }
    const name = path.extname(layoutPath) ? layoutPath : layoutPath + this.extname;
    return path.resolve(this.layoutsDir || '', name);
  }
}

/** The hooks that turn a source into a template; apps override them. */
for (const action of ['compile', 'precompile']) {
  const name = `_${action}Template`;
  const hook = {
    [name](source, options = {}) {
      return this.handlebars[action](source.trim(), options);
    },
  };
  Object.defineProperty(ExpressHandlebars.prototype, name, { value: hook[name], writable: true, configurable: true });
}

function create(config = {}) {
  return new ExpressHandlebars(config);
}

module.exports = { ExpressHandlebars, create, engine: (config = {}) => create(config).engine };
