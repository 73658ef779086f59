'use strict';

const { Exception, builtins, createFrame, extend, isEmpty, iterate, logger, note } = require('./handlebars-base.js');

let java;
let open;
let close;

/** Hands over the Java side, which only the modules named in the registry are given. */
function connect(handlebars) {
  java = handlebars;
  open = java.open();
  close = java.close();
}

const own = Object.hasOwn;
const nil = Object.seal({});
const denied = new Set();

function noop() {
  return '';
}

/** The data of a loop that only becomes a real object for those who look at it. */
class Frame {
  constructor(parent, array) {
    this.parent = parent;
    this.array = array;
    this.at = 0;
    this.object = null;
    this.key = undefined;
    this.index = undefined;
    this.first = undefined;
    this.last = undefined;
  }

  next(key, index, last) {
    this.key = key;
    this.index = index;
    this.first = index === 0;
    this.last = last;
    if (this.object !== null) {
      this.fill();
    }
  }

  fill() {
    const { array, object } = this;
    if (array !== null) {
      this.key = this.index = this.at;
      this.first = this.at === 0;
      this.last = this.at === array.length - 1;
    }
    object.key = this.key;
    object.index = this.index;
    object.first = this.first;
    object.last = this.last;
  }

  real() {
    if (this.object === null) {
      this.object = createFrame(real(this.parent));
      this.fill();
    }
    return this.object;
  }
}

function real(data) {
  return data instanceof Frame ? data.real() : data;
}

function down(context, depths) {
  // Loosely, as a context that a helper passes may be boxed.
  // eslint-disable-next-line eqeqeq
  return depths && context != depths[0] && !(context === nil && depths[0] === null) ? [context].concat(depths) : depths;
}

/** A value that is no string, for a place between marks; HTML of its own steps out of them. */
function text(value) {
  if (value == null) {
    return '';
  }
  return typeof value.toHTML === 'function' ? close + value.toHTML() + open : '' + value;
}

/** Text as user code may see it: escaped and without marks. */
function finished(marked) {
  return marked.includes(open) ? java.finish(marked) : marked;
}

/** What generated templates call. */
const support = {
  down,
  frame: (data, array) => (data ? new Frame(data, array) : undefined),
  isBuiltin: (helper) => typeof helper === 'function' && builtins.has(helper),
  isEmpty,
  loc: (line, column, endLine, endColumn) => ({ start: { line, column }, end: { line: endLine, column: endColumn } }),
  nil,
  noop,
  real,
  text,
};

function protoAccess(options) {
  return {
    properties: {
      whitelist: extend(Object.assign(Object.create(null), { ['__proto__']: false }), options.allowedProtoProperties),
      defaultValue: options.allowProtoPropertiesByDefault,
    },
    methods: {
      whitelist: extend(Object.assign(Object.create(null), {
        constructor: false, __defineGetter__: false, __defineSetter__: false, __lookupGetter__: false, __lookupSetter__: false,
      }), options.allowedProtoMethods),
      defaultValue: options.allowProtoMethodsByDefault,
    },
  };
}

function allowed(access, name) {
  if (access.whitelist[name] !== undefined) {
    return access.whitelist[name] === true;
  }
  if (access.defaultValue === undefined && !denied.has(name)) {
    denied.add(name);
    logger.log('error', 'Handlebars: Access has been denied to resolve the property "' + name + '" because it is not an ' +
      '"own property" of its parent.\nYou can add a runtime option to disable the check or this warning:\n' +
      'See https://handlebarsjs.com/api-reference/runtime-options.html#options-to-control-prototype-access for details');
  }
  return access.defaultValue === undefined ? false : access.defaultValue;
}

function ownValue(object, name) {
  return object && own(object, name) ? object[name] : undefined;
}

/** The state of one template between and during its renderings. */
class Container {
  constructor(env, source, compileOptions, foreign) {
    this.env = env;
    this.source = source;
    this.compileOptions = compileOptions;
    this.foreign = foreign;
    this.hooks = {};
    this.lookupProperty = (parent, name) => this.get(parent, name);
  }

  /** Takes what one rendering brings: helpers, partials, access rules. */
  begin(options, usesPartials) {
    this.all = null;
    if (options.partial) {
      this.own = options.helpers;
      this.common = undefined;
      this.keep = true;
      this.partials = options.partials;
      this.decorators = options.decorators;
      this.hooks = options.hooks;
      this.access = options.protoAccessControl;
      return;
    }
    this.own = options.helpers;
    this.common = this.env.helpers;
    this.keep = options.allowCallsToHelperMissing;
    const given = options.partials;
    const shared = this.env.partials;
    this.partials = given && shared && given !== shared ? extend({}, shared, given) : given || shared;
    this.decorators = usesPartials ? extend({}, this.env.decorators, options.decorators) : undefined;
    this.access = protoAccess(options);
    this.hooks = {
      helperMissing: this.found('helperMissing'),
      blockHelperMissing: this.found('blockHelperMissing'),
    };
  }

  found(name) {
    const mine = ownValue(this.own, name);
    return mine !== undefined || (this.own && own(this.own, name)) ? mine : ownValue(this.common, name);
  }

  helper(name) {
    const hidden = !this.keep && (name === 'helperMissing' || name === 'blockHelperMissing');
    return hidden ? undefined : this.found(name);
  }

  /** All helpers as one object, for partials. */
  merged() {
    if (this.common === undefined) {
      return this.own;
    }
    if (this.all === null) {
      this.all = extend({}, this.common, this.own);
      if (!this.keep) {
        this.all.helperMissing = undefined;
        this.all.blockHelperMissing = undefined;
      }
    }
    return this.all;
  }

  get(parent, name) {
    const value = parent[name];
    if (value == null) {
      return value;
    }
    const constructor = name === 'constructor' && typeof value === 'function' && parent === value.prototype;
    return own(parent, name) && !constructor ? value : this.checked(value, name);
  }

  /** The value of a property that is not the object's own. */
  proto(parent, name) {
    const value = parent[name];
    return value == null ? value : this.checked(value, name);
  }

  checked(value, name) {
    return allowed(typeof value === 'function' ? this.access.methods : this.access.properties, name) ? value : undefined;
  }

  strict(object, name, loc) {
    if (object && typeof object !== 'object' && typeof object !== 'function') {
      throw new TypeError("Cannot use 'in' operator to search for '" + name + "' in " + String(object));
    }
    if (!object || !(name in object)) {
      throw new Exception('"' + name + '" not defined in ' + object, { loc });
    }
    return this.get(object, name);
  }

  lookup(depths, name) {
    for (const context of depths) {
      const value = context && this.get(context, name);
      if (value != null) {
        return value;
      }
    }
    return undefined;
  }

  lookupField(object, field) {
    return object ? this.get(object, field) : object;
  }

  data(data, depth) {
    let value = real(data);
    for (let i = depth; value && i > 0; i--) {
      value = value._parent;
    }
    return value;
  }

  /** A field of the data, without making a loop's data real for its own fields. */
  datum(data, name) {
    if (data instanceof Frame) {
      const { array } = data;
      switch (name) {
        case 'index': return array !== null ? data.at : data.index;
        case 'key': return array !== null ? data.at : data.key;
        case 'first': return array !== null ? data.at === 0 : data.first;
        case 'last': return array !== null ? data.at === array.length - 1 : data.last;
        case 'root': return this.datum(data.parent, name);
        default: return this.get(data.real(), name);
      }
    }
    return data && this.get(data, name);
  }

  /** A program as a function from context and options to text. */
  prog(fn, number, data, declared, blockParams, depths, decorate) {
    const run = decorate ? this.wrap(fn, decorate) : fn;
    const program = (context, options = {}) => finished(run(context, options.data || data,
      blockParams && [options.blockParams].concat(blockParams), down(context, depths)));
    if (decorate) {
      program.partials = decorate();
    }
    program.program = number;
    program.depth = depths ? depths.length : 0;
    program.blockParams = declared;
    return program;
  }

  /** A program that sees its own inline partials while it runs. */
  wrap(fn, decorate) {
    return (context, data, blockParams, depths) => {
      const before = this.partials;
      this.partials = extend({}, before, decorate());
      try {
        return fn(context, data, blockParams, depths);
      } finally {
        this.partials = before;
      }
    };
  }

  each(value, context, data, blockParams, depths, fn, inverse) {
    const frame = support.frame(data, null);
    let text = '';
    const count = iterate(value, (key, index, last, item) => {
      if (frame) {
        frame.next(key, index, last);
      }
      if (fn) {
        text += fn(item, frame, blockParams && [[item, key]].concat(blockParams), down(item, depths));
      }
    });
    return count === 0 ? this.run(inverse, context == null ? nil : context, data, blockParams, depths) : text;
  }

  run(fn, context, data, blockParams, depths) {
    return fn ? fn(context, data, blockParams && [undefined].concat(blockParams), down(context, depths)) : '';
  }

  /** A block that no helper takes: a loop over an array, a context, or a condition. */
  section(value, context, data, blockParams, depths, fn, inverse) {
    if (value === true) {
      return this.run(fn, context, data, blockParams, depths);
    }
    if (value === false || value == null || (Array.isArray(value) && value.length === 0)) {
      return this.run(inverse, context, data, blockParams, depths);
    }
    if (!Array.isArray(value)) {
      return this.run(fn, value, data, blockParams, depths);
    }
    const each = this.env.helpers.each;
    return support.isBuiltin(each)
      ? this.each(value, context, data, blockParams, depths, fn, inverse)
      : each(value, {
        name: '', hash: {}, data: real(data), lookupProperty: this.lookupProperty,
        fn: this.prog(fn || noop, 0, real(data), 0, blockParams, depths),
        inverse: this.prog(inverse || noop, 0, real(data), 0, blockParams, depths),
      });
  }

  named(name) {
    return this.partials ? this.get(this.partials, name) : undefined;
  }

  partial(found, given, options) {
    try {
      return this.rendered(found, given, options);
    } catch (error) {
      throw error.viewPlace && error.viewPlace.source !== undefined ? note(error, { partial: options.name }) : error;
    }
  }

  rendered(found, given, options) {
    const context = options.hash ? extend({}, given, options.hash) : given;
    const partial = this.resolvePartial(found, options);
    options.hooks = this.hooks;
    options.protoAccessControl = this.access;
    options.keepMarks = true;
    let output = this.callPartial(partial, context, options);
    if (output == null) {
      if (typeof partial === 'function') {
        throw new Exception('The partial ' + options.name + ' returned no output: partials must return a string');
      }
      if (typeof partial !== 'string') {
        throw new Exception('The partial ' + options.name +
          ' could not be compiled: partials must be strings or functions returning strings');
      }
      options.partials[options.name] = this.env.compile(partial, this.compileOptions);
      output = options.partials[options.name](context, options);
    }
    return options.indent ? indented(output, options.indent) : output;
  }

  resolvePartial(found, options) {
    if (!found) {
      return options.name === '@partial-block'
        ? ownValue(options.data, 'partial-block')
        : ownValue(options.partials, options.name);
    }
    if (typeof found !== 'function' && !options.name) {
      options.name = found;
      return ownValue(options.partials, found);
    }
    return found;
  }

  callPartial(found, context, options) {
    let partial = found;
    const outer = ownValue(options.data, 'partial-block');
    options.partial = true;
    if (options.fn && options.fn !== noop) {
      const { fn } = options;
      options.data = createFrame(options.data);
      const block = (inner, given = {}) => {
        given.data = createFrame(given.data);
        given.data['partial-block'] = outer;
        return fn(inner, given);
      };
      options.data['partial-block'] = block;
      if (fn.partials) {
        options.partials = extend({}, options.partials, fn.partials);
      }
      if (partial === undefined) {
        partial = block;
      }
    }
    if (partial === undefined) {
      throw note(new Exception('The partial ' + options.name + ' could not be found'), { loc: options.loc });
    }
    return typeof partial === 'function' ? partial(context, this.foreign(partial, options)) : undefined;
  }
}

function indented(text, indent) {
  const lines = text.split('\n');
  const last = lines.length - 1;
  return lines.map((line, i) => (line || i < last ? indent + line : line)).join('\n');
}

/** The function of a template from context and options to text. */
function template(factory, container) {
  const spec = factory(support, container);
  function render(context, options = {}) {
    container.begin(options, spec.usePartial || spec.useDecorators);
    spec.setup();
    let { data } = options;
    if (!options.partial && spec.useData && (!data || !('root' in data))) {
      data = data ? createFrame(data) : {};
      data.root = context;
    }
    let depths;
    if (spec.useDepths) {
      depths = options.depths ? down(context, options.depths) : [context];
    }
    const params = spec.useBlockParams ? [] : undefined;
    const run = spec.decorate
      ? container.wrap(spec.main, () => spec.decorate((options.depths || [])[0], data, params, depths))
      : spec.main;
    let marked;
    try {
      marked = run(context, data, params, depths);
    } catch (error) {
      throw note(error, { source: container.source });
    }
    return options.keepMarks ? marked : finished(marked);
  }
  render.isTop = true;
  return render;
}

module.exports = { Container, connect, template };
