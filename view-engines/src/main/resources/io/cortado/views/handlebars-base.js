'use strict';

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;', '`': '&#x60;', '=': '&#x3D;' };
const special = new RegExp('[' + Object.keys(entities).join('') + ']');
const specials = new RegExp(special, 'g');

/** Text that is already HTML and is not escaped again. */
function SafeString(string) {
  this.string = string;
}
SafeString.prototype.toString = SafeString.prototype.toHTML = function () {
  return '' + this.string;
};

/** An error of handlebars, with the place of a node in its message and properties. */
function Exception(message, node) {
  const loc = node && node.loc;
  const start = loc && loc.start;
  const end = (loc && loc.end) || {};
  const error = new Error(start ? message + ' - ' + start.line + ':' + start.column : message);
  Object.assign(this, {
    description: undefined,
    fileName: undefined,
    lineNumber: undefined,
    endLineNumber: undefined,
    message: error.message,
    name: error.name,
    number: undefined,
  });
  Object.defineProperty(this, 'stack', { value: error.stack, writable: true, configurable: true });
  if (Error.captureStackTrace) {
    Error.captureStackTrace(this, Exception);
  }
  if (start) {
    this.lineNumber = start.line;
    this.endLineNumber = end.line;
    Object.defineProperty(this, 'column', { value: start.column, enumerable: true });
    Object.defineProperty(this, 'endColumn', { value: end.column, enumerable: true });
  }
}
Exception.prototype = new Error();

/** Notes on an error, out of sight, where in which template it arose; the innermost note stays. */
function note(error, found) {
  if (error instanceof Error || error instanceof Exception) {
    if (!error.viewPlace) {
      Object.defineProperty(error, 'viewPlace', { value: {}, configurable: true });
    }
    for (const key of Object.keys(found)) {
      if (error.viewPlace[key] === undefined) {
        error.viewPlace[key] = found[key];
      }
    }
  }
  return error;
}

function escapeText(text) {
  return special.test(text) ? text.replace(specials, (character) => entities[character]) : text;
}

/** A value as HTML text: escaped unless it brings its own HTML; null and undefined are empty. */
function escapeExpression(value) {
  if (typeof value === 'string') {
    return escapeText(value);
  }
  if (typeof value === 'number') {
    return '' + value;
  }
  if (value && typeof value.toHTML === 'function') {
    return value.toHTML();
  }
  return value == null ? '' : escapeText('' + value);
}

function extend(target, ...sources) {
  for (const source of sources) {
    for (const key of Object.keys(source ?? {})) {
      target[key] = source[key];
    }
  }
  return target;
}

function isEmpty(value) {
  return (!value && value !== 0) || (Array.isArray(value) && value.length === 0);
}

function createFrame(object) {
  const frame = extend({}, object);
  frame._parent = object;
  return frame;
}

const Utils = {
  extend,
  indexOf: (array, value) => Array.prototype.indexOf.call(array, value),
  escapeExpression,
  isEmpty,
  createFrame,
  blockParams: (params, ids) => Object.assign(params, { path: ids }),
  appendContextPath: (contextPath, id) => (contextPath ? contextPath + '.' : '') + id,
  toString: Object.prototype.toString,
  isFunction: (value) => typeof value === 'function',
  isArray: Array.isArray,
};

const logger = {
  methodMap: ['debug', 'info', 'warn', 'error'],
  level: 'info',
  lookupLevel(level) {
    if (typeof level !== 'string') {
      return level;
    }
    const index = logger.methodMap.indexOf(level.toLowerCase());
    return index >= 0 ? index : parseInt(level, 10);
  },
  log(level, ...message) {
    const number = logger.lookupLevel(level);
    if (logger.lookupLevel(logger.level) <= number && typeof console !== 'undefined') {
      const method = logger.methodMap[number];
      console[console[method] ? method : 'log'](...message);
    }
  },
};

const builtins = new WeakSet();

function called(value, context) {
  return typeof value === 'function' ? value.call(context) : value;
}

function one(name, args) {
  if (args.length !== 2) {
    throw new Exception('#' + name + ' requires exactly one argument');
  }
}

function closeIterator(iterator) {
  try {
    if (typeof iterator.return === 'function') {
      iterator.return();
    }
  } catch {
    // The error of the block is the one to see.
  }
}

/** Calls `visit(key, index, last, value)` for everything a value holds, and gives how many there were. */
function iterate(value, visit) {
  if (!value || typeof value !== 'object') {
    return 0;
  }
  if (Array.isArray(value)) {
    Array.prototype.forEach.call(value, (item, i) => visit(i, i, i === value.length - 1, item));
    return value.length;
  }
  if (value[Symbol.iterator]) {
    let i = 0;
    const iterator = value[Symbol.iterator]();
    for (let current = iterator.next(); !current.done; i++) {
      const next = iterator.next();
      try {
        visit(i, i, next.done, current.value);
      } catch (error) {
        if (!next.done) {
          closeIterator(iterator);
        }
        throw error;
      }
      current = next;
    }
    return i;
  }
  const names = Object.keys(value);
  names.forEach((name, i) => visit(name, i, i === names.length - 1, value[name]));
  return names.length;
}

/** The helpers an environment starts with. */
function defaultHelpers(env) {
  const helpers = {
    blockHelperMissing(context, options) {
      if (context === true) {
        return options.fn(this);
      }
      if (context === false || context == null || (Array.isArray(context) && context.length === 0)) {
        return options.inverse(this);
      }
      return Array.isArray(context) ? env.helpers.each(context, options) : options.fn(context, options);
    },
    each(context, options) {
      if (!options) {
        throw new Exception('Must pass iterator to #each');
      }
      const { fn, inverse } = options;
      const data = options.data && createFrame(options.data);
      let text = '';
      const count = iterate(called(context, this), (key, index, last, value) => {
        if (data) {
          Object.assign(data, { key, index, first: index === 0, last });
        }
        text += fn(value, { data, blockParams: [value, key] });
      });
      return count === 0 ? inverse(this) : text;
    },
    helperMissing(...args) {
      if (args.length > 1) {
        const options = args[args.length - 1];
        throw note(new Exception('Missing helper: "' + options.name + '"'), { loc: options.loc });
      }
    },
    if(conditional, options) {
      one('if', arguments);
      const value = called(conditional, this);
      return (!options.hash.includeZero && !value) || isEmpty(value) ? options.inverse(this) : options.fn(this);
    },
    unless(conditional, options) {
      one('unless', arguments);
      return env.helpers.if.call(this, conditional, { fn: options.inverse, inverse: options.fn, hash: options.hash });
    },
    log(...args) {
      const options = args.pop();
      const level = options.hash.level != null ? options.hash.level : options.data && options.data.level;
      env.log(level != null ? level : 1, ...args);
    },
    lookup: (object, field, options) => (object ? options.lookupProperty(object, field) : object),
    with(context, options) {
      one('with', arguments);
      const value = called(context, this);
      return isEmpty(value) ? options.inverse(this) : options.fn(value, { data: options.data, blockParams: [value] });
    },
  };
  for (const helper of Object.values(helpers)) {
    builtins.add(helper);
  }
  return helpers;
}

/** A block that runs with its own partials before those of its surroundings. */
function within(fn, props, container) {
  return (context, options) => {
    const outer = container.partials;
    container.partials = { ...outer, ...props.partials };
    const text = fn(context, options);
    container.partials = outer;
    return text;
  };
}

/** The decorator that makes a block a partial of the block around it. */
function inline(fn, props, container, options) {
  const decorated = props.partials ? fn : within(fn, props, container);
  props.partials ??= {};
  props.partials[options.args[0]] = options.fn;
  return decorated;
}
builtins.add(inline);

module.exports = {
  Exception, SafeString, Utils, builtins, createFrame, defaultHelpers, escapeExpression, extend, inline, isEmpty, iterate,
  logger, note,
};
