'use strict';

const fs = require('fs');
const path = require('path');
const { inside, listFiles, locate, outside } = require('./view-files.js');

/** Collects what asynchronous helpers owe a page, and puts it in place of their marks once all have answered. */
class Deferred {
  constructor() {
    this.values = new Map();
    this.pending = 0;
    this.finish = null;
  }

  /** Calls a helper with a callback added, and gives the mark that stands for its answer. */
  start(helper, args) {
    const mark = '__async' + Math.random().toString(36).slice(2) + Deferred.count++ + '__';
    this.pending++;
    helper(...args, (value) => {
      this.values.set(mark, value);
      if (--this.pending === 0 && this.finish) {
        this.finish();
      }
    });
    return mark;
  }

  whenDone(finish) {
    this.finish = finish;
    if (this.pending === 0) {
      finish();
    }
  }
}
Deferred.count = 0;

/** One hbs: its own handlebars, helpers, partials and cache. */
class Instance {
  constructor(handlebars) {
    this.handlebars = handlebars || require('handlebars').create();
    this.cache = {};
    this.__express = this.render.bind(this);
    this.waiting = null;
    this.deferred = null;
    this.SafeString = this.handlebars.SafeString;
    this.Utils = this.handlebars.Utils;
  }

  /** Renders a view for Express, within a layout unless there is none. */
  render(filename, options, callback) {
    if (this.waiting) {
      this.waiting.push(() => this.render(filename, options, callback));
      return;
    }
    const runtime = { allowProtoMethodsByDefault: true, allowProtoPropertiesByDefault: true };
    if (this.localsAsData) {
      runtime.data = options._locals;
    }
    const view = { instance: this, filename, options, runtime, callback };
    const settings = options.settings || {};
    const layout = options.layout === undefined ? (settings['view options'] || {}).layout : options.layout;
    if (layout !== undefined && !layout) {
      this.renderFile(view, callback);
      return;
    }
    const folders = [].concat(settings.views || path.dirname(filename));
    const candidates = folders.map((folder) => {
      const file = path.join(folder, layout || 'layout');
      return path.extname(file) ? file : file + path.extname(filename);
    });
    const escaped = candidates.find((file) => !inside(file, folders));
    if (escaped) {
      callback(outside('hbs: a layout', escaped, folders));
      return;
    }
    const known = candidates.find((file) => this.cache[file]);
    if (known) {
      this.renderInLayout(view, known, this.cache[known]);
    } else {
      this.findLayout(view, candidates, layout);
    }
  }

  findLayout(view, candidates, required) {
    const [file, ...others] = candidates;
    fs.readFile(file, 'utf8', (error, source) => {
      if (!error) {
        this.renderInLayout(view, file, this.compiled(view, file, source));
      } else if (others.length > 0) {
        this.findLayout(view, others, required);
      } else if (required) {
        view.callback(error);
      } else {
        this.renderFile(view, view.callback);
      }
    });
  }

  renderInLayout(view, file, layout) {
    this.renderFile(view, (error, html) => {
      if (error) {
        view.callback(error);
        return;
      }
      view.options.body = html;
      this.run(layout, view, file, view.callback);
    });
  }

  renderFile(view, callback) {
    const template = this.cache[view.filename];
    if (template) {
      this.run(template, view, view.filename, callback);
      return;
    }
    fs.readFile(view.filename, 'utf8', (error, source) => {
      if (error) {
        callback(error);
      } else {
        this.run(this.compiled(view, view.filename, source), view, view.filename, callback);
      }
    });
  }

  compiled(view, file, source) {
    const template = this.handlebars.compile(source);
    if (view.options.cache) {
      this.cache[file] = template;
    }
    return template;
  }

  run(template, view, file, callback) {
    const deferred = new Deferred();
    this.deferred = deferred;
    let html;
    try {
      html = template(view.options, view.runtime);
    } catch (error) {
      callback(locate(error, file));
      return;
    }
    deferred.whenDone(() => {
      let page;
      try {
        page = this.filled(html, deferred.values);
      } catch (error) {
        callback(locate(error, file));
        return;
      }
      callback(null, page);
    });
  }

  filled(html, values) {
    let page = html;
    for (const [mark, value] of values) {
      const escaped = this.handlebars.Utils.escapeExpression(value == null ? String(value) : value);
      page = page.replace(mark, () => escaped);
    }
    return page;
  }

  /** Compiles a string, as Express 2 asked for it. */
  compile(source) {
    if (typeof source !== 'string') {
      return source;
    }
    const template = this.handlebars.compile(source);
    return (locals) => template(locals, { helpers: locals.blockHelpers, partials: null, data: null });
  }

  registerHelper(...args) {
    this.handlebars.registerHelper(...args);
  }

  registerPartial(...args) {
    this.handlebars.registerPartial(...args);
  }

  /**
   * Registers every .hbs and .html file below a folder; renders asked for meanwhile wait.
   *
   * @param {string} directory
   * @param {{rename: function(string): string}} [options]
   * @param {Function} [done]
   */
  registerPartials(directory, options, done) {
    if (this.waiting) {
      this.waiting.unshift(() => this.registerPartials(directory, options, done));
      return;
    }
    this.waiting = [];
    const callback = typeof options === 'function' && !done ? options : done;
    const given = typeof options === 'function' ? undefined : (options || {}).rename;
    const rename = given !== undefined ? given : (name) => name.replace(/-/g, '_');
    const finish = () => {
      const waiting = this.waiting || [];
      this.waiting = null;
      waiting.forEach((task) => task());
      if (callback) {
        callback();
      }
    };
    listFiles(directory, (name) => /\.(html|hbs)$/.test(name), (error, files) => {
      let left = error ? 0 : files.length;
      if (left === 0) {
        finish();
        return;
      }
      for (const file of files) {
        fs.readFile(path.join(directory, file), 'utf8', (failure, source) => {
          if (!failure) {
            const name = file.slice(0, -path.extname(file).length);
            this.handlebars.registerPartial(rename(name).replace(/ /g, '_'), source);
          }
          if (--left === 0) {
            finish();
          }
        });
      }
    });
  }

  /** Registers a helper whose last argument is a callback for its text. */
  registerAsyncHelper(name, helper) {
    const instance = this;
    this.handlebars.registerHelper(name, function (...args) {
      return instance.deferred.start(helper.bind(this), args);
    });
  }

  /** Lets templates read app.locals and res.locals as @data. */
  localsAsTemplateData(app) {
    this.localsAsData = true;
    const render = app.render;
    app.render = function (view, options, callback) {
      const given = typeof options === 'function' ? {} : options;
      given._locals = Object.assign(given._locals || {}, this.locals);
      return render.call(this, view, given, typeof options === 'function' ? options : callback);
    };
  }
}

module.exports = new Instance();
module.exports.create = (handlebars) => new Instance(handlebars);
