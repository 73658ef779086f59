'use strict';

const base = require('./handlebars-base.js');
const { Container, connect, template } = require('./handlebars-runtime.js');

const { Exception, SafeString, Utils, createFrame, escapeExpression, extend, logger } = base;
const java = binding.handlebars();
connect(java);
const flags = {
  noEscape: 1, strict: 2, assumeObjects: 4, compat: 8, data: 16, knownHelpersOnly: 32, preventIndent: 64,
  explicitPartialContext: 128, ignoreStandalone: 256,
};
const known = ['helperMissing', 'blockHelperMissing', 'each', 'if', 'unless', 'with', 'log', 'lookup'];
const foreigners = new WeakSet();
const preparations = new WeakMap();
let script;

/** The handlebars.js inside Handlebars.java's jar; loaded when a template needs it. */
function upstream() {
  if (!script) {
    const holder = { exports: {} };
    java.script()(holder.exports, holder);
    script = holder.exports;
  }
  return script;
}

/** Options for a partial compiled by the script, whose helpers it expects to hand on `lookupProperty` themselves. */
function foreign(partial, options) {
  const prepare = preparations.get(partial);
  if (prepare) {
    prepare();
  }
  if (!foreigners.has(partial) || !options.partial) {
    return options;
  }
  const helpers = {};
  for (const name of Object.keys(options.helpers || {})) {
    const helper = options.helpers[name];
    helpers[name] = typeof helper !== 'function' ? helper : function (...args) {
      const last = args[args.length - 1];
      last.lookupProperty = last.lookupProperty || ((object, field) => (Object.hasOwn(object, field) ? object[field] : undefined));
      return helper.apply(this, args);
    };
  }
  options.helpers = helpers;
  return options;
}

function knownNames(options) {
  const names = new Set(known);
  for (const [name, yes] of Object.entries(options.knownHelpers || {})) {
    if (yes) {
      names.add(name);
    } else {
      names.delete(name);
    }
  }
  return [...names].join('\n');
}

function bits(options) {
  return Object.keys(flags).reduce((sum, name) => (options[name] ? sum + flags[name] : sum), 0);
}

/** Whether templates are left to the script altogether. */
function scripted(engine) {
  if (engine !== undefined && engine !== 'java' && engine !== 'handlebars.js') {
    const error = new Error('Handlebars: unknown engine "' + engine + '"; use "java" (the default) or "handlebars.js"');
    error.code = 'ERR_VIEW_ENGINE_UNKNOWN';
    throw error;
  }
  return engine === 'handlebars.js';
}

function parsed(input, options) {
  try {
    return upstream().parse(input, options);
  } catch (error) {
    const line = /^(?:Parse|Lexical) error on line (\d+)/.exec(error.message);
    const start = line ? { line: Number(line[1]) } : { line: error.lineNumber, column: error.column };
    throw base.note(error, { source: input, loc: { start } });
  }
}

/** The template function for a text or a syntax tree: ours, or the script's where ours does not reach. */
function build(input, options, env) {
  const plain = !options.trackIds && !options.stringParams && !scripted(options.engine);
  let factory = plain && typeof input === 'string' ? java.compile(input, bits(options), knownNames(options)) : null;
  if (!factory) {
    const { Compiler, JavaScriptCompiler, VM } = upstream();
    const ast = parsed(input, options);
    factory = plain && typeof input === 'string' ? java.compileTree(ast, bits(options), knownNames(options)) : null;
    if (!factory) {
      const environment = new Compiler().compile(ast, options);
      const compiled = VM.template(new JavaScriptCompiler().compile(environment, options, undefined, true), env);
      foreigners.add(compiled);
      return compiled;
    }
  }
  return template(factory, new Container(env, input, options, foreign));
}

function compile(input, given, env) {
  if (input == null || (typeof input !== 'string' && input.type !== 'Program')) {
    throw new Exception('You must pass a string or Handlebars AST to Handlebars.compile. You passed ' + input);
  }
  const options = extend({}, given);
  if (!('data' in options)) {
    options.data = true;
  }
  if (options.compat) {
    options.useDepths = true;
  }
  options.engine = options.engine || env.engine;
  scripted(options.engine);
  let compiled;
  function ready() {
    compiled = compiled || build(input, options, env);
    if (foreigners.has(compiled)) {
      foreigners.add(render);
    }
    return compiled;
  }
  function render(context, runtime) {
    return ready().call(this, context, runtime);
  }
  preparations.set(render, ready);
  render._setup = (runtime) => ready()._setup(runtime);
  render._child = (...args) => ready()._child(...args);
  return render;
}

function register(what, target, name, value, check) {
  if (Utils.toString.call(name) === '[object Object]') {
    if (value && what !== 'partials') {
      throw new Exception('Arg not supported with multiple ' + what);
    }
    extend(target, name);
  } else {
    check(value);
    target[name] = value;
  }
}

/** One environment: helpers, partials and decorators, and the functions that compile with them. */
class HandlebarsEnvironment {
  constructor(helpers, partials, decorators) {
    this.helpers = Object.assign(helpers || {}, base.defaultHelpers(this));
    this.partials = partials || {};
    this.decorators = Object.assign(decorators || {}, { inline: base.inline });
  }

  registerHelper(name, helper) {
    register('helpers', this.helpers, name, helper, () => {});
  }

  unregisterHelper(name) {
    delete this.helpers[name];
  }

  registerPartial(name, partial) {
    register('partials', this.partials, name, partial, (value) => {
      if (value === undefined) {
        throw new Exception('Attempting to register a partial called "' + name + '" as undefined');
      }
    });
  }

  unregisterPartial(name) {
    delete this.partials[name];
  }

  registerDecorator(name, decorator) {
    register('decorators', this.decorators, name, decorator, () => {});
  }

  unregisterDecorator(name) {
    delete this.decorators[name];
  }

  resetLoggedPropertyAccesses() {
    if (script) {
      script.resetLoggedPropertyAccesses();
    }
  }
}
HandlebarsEnvironment.prototype.logger = logger;
HandlebarsEnvironment.prototype.log = logger.log;

const lazy = ['VM', 'AST', 'Compiler', 'JavaScriptCompiler', 'Parser', 'parse', 'parseWithoutProcessing'];

function define(target, name, get) {
  Object.defineProperty(target, name, {
    configurable: true,
    enumerable: true,
    get,
    set(value) {
      Object.defineProperty(target, name, { value, configurable: true, enumerable: true, writable: true });
    },
  });
}

/**
 * A new environment, as `Handlebars.create()` gives it.
 *
 * @param {{engine: string}} [settings] `engine: 'handlebars.js'` leaves every template to the script of handlebars.js
 */
function create(settings) {
  const env = new HandlebarsEnvironment();
  Object.defineProperty(env, 'engine', { value: settings && settings.engine, writable: true });
  scripted(env.engine);
  Object.assign(env, {
    HandlebarsEnvironment, VERSION: '4.7.10', COMPILER_REVISION: 8, LAST_COMPATIBLE_COMPILER_REVISION: 7, createFrame,
    log: logger.log, logger, SafeString, Exception, Utils, escapeExpression,
    template: (spec) => {
      const compiled = upstream().VM.template(spec, env);
      foreigners.add(compiled);
      return compiled;
    },
    compile: (input, options) => compile(input, options, env),
    precompile: (input, options) => upstream().precompile(input, options),
  });
  define(env, 'REVISION_CHANGES', () => upstream().REVISION_CHANGES);
  for (const name of lazy) {
    define(env, name, () => upstream()[name]);
  }
  return env;
}

const Handlebars = create();
Handlebars.create = create;
Handlebars.noConflict = () => Handlebars;
Handlebars.default = Handlebars;
define(Handlebars, 'Visitor', () => upstream().Visitor);

Object.defineProperty(Handlebars, 'scriptLoaded', { get: () => script !== undefined });

let expressEngine;

/**
 * The engine Express finds behind `app.set('view engine', 'handlebars')`: that of express-handlebars, with the default
 * layout only where there is one.
 */
Handlebars.__express = function (file, options, callback) {
  if (!expressEngine) {
    expressEngine = require('express-handlebars').create({
      extname: require('path').extname(file), handlebars: Handlebars, defaultLayoutOptional: true,
    });
  }
  return expressEngine.engine(file, options, callback);
};

module.exports = Handlebars;
