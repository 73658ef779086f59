'use strict';

/**
 * What compiled pug templates call while they render. Plain JavaScript without any other module, because
 * `compileClient` ships this very source to browsers.
 */

const own = Object.prototype.hasOwnProperty;
const special = /["&<>]/;
const entities = { '"': '&quot;', '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Escapes text for HTML; a value without special characters is given back as it is. */
function escape(value) {
  const text = '' + value;
  return special.test(text) ? text.replace(/["&<>]/g, (character) => entities[character]) : value;
}

function list(value) {
  return Array.isArray(value) ? value : [value];
}

function declarations(value) {
  const text = style(value);
  return text && !text.endsWith(';') ? text + ';' : text;
}

/** Merges attribute objects, later ones winning; classes are collected and styles joined. */
function merge(first, second) {
  if (arguments.length === 1) {
    return first.reduce((all, one) => merge(all, one));
  }
  for (const key in second) {
    if (key === 'class') {
      first[key] = list(first[key] || []).concat(second[key] || []);
    } else if (key === 'style') {
      first[key] = declarations(first[key]) + declarations(second[key]);
    } else {
      first[key] = second[key];
    }
  }
  return first;
}

/** A class list as text: arrays are joined, objects give the keys whose value is true. */
function classes(value, escaping) {
  if (Array.isArray(value)) {
    let joined = '';
    for (let i = 0; i < value.length; i++) {
      let name = classes(value[i]);
      if (name) {
        if (escaping && escaping[i]) {
          name = escape(name);
        }
        joined += joined ? ' ' + name : name;
      }
    }
    return joined;
  }
  if (value && typeof value === 'object') {
    let joined = '';
    for (const key in value) {
      if (key && value[key] && own.call(value, key)) {
        joined += joined ? ' ' + key : key;
      }
    }
    return joined;
  }
  return value || '';
}

/** A style attribute as text: objects become declarations. */
function style(value) {
  if (!value) {
    return '';
  }
  if (typeof value !== 'object') {
    return value + '';
  }
  let text = '';
  for (const key in value) {
    if (own.call(value, key)) {
      text += key + ':' + value[key] + ';';
    }
  }
  return text;
}

function quoted(key, text) {
  return ' ' + key + '="' + text + '"';
}

/** One attribute with the blank before it, or nothing when the value leaves it out. */
function attr(key, value, escaped, terse) {
  const listed = key === 'class' || key === 'style';
  if (value == null || value === false || (listed && !value)) {
    return '';
  }
  if (value === true) {
    return terse ? ' ' + key : quoted(key, key);
  }
  let text = typeof value !== 'string' && typeof value.toJSON === 'function' ? value.toJSON() : value;
  if (typeof text !== 'string') {
    text = JSON.stringify(text);
    if (!escaped && text.indexOf('"') >= 0) {
      return ' ' + key + "='" + text.split("'").join('&#39;') + "'";
    }
  }
  return quoted(key, escaped ? escape(text) : text);
}

/** All attributes of an object, the class first. */
function attrs(object, terse) {
  let text = '';
  for (const key in object) {
    if (own.call(object, key)) {
      if (key === 'class') {
        text = attr(key, classes(object[key]), false, terse) + text;
      } else {
        text += attr(key, key === 'style' ? style(object[key]) : object[key], false, terse);
      }
    }
  }
  return text;
}

/** Throws `err` again with the template's file, line and the lines around it in its message. */
function rethrow(err, filename, line, sources) {
  if (!(err instanceof Error)) {
    throw err;
  }
  const text = typeof sources === 'function' ? sources(filename) : sources;
  if (typeof text !== 'string') {
    err.message += ' on line ' + line;
    throw err;
  }
  const lines = text.split('\n');
  const first = Math.max(line - 3, 0);
  const excerpt = lines
    .slice(first, Math.min(lines.length, line + 3))
    .map((content, i) => (first + i + 1 === line ? '  > ' : '    ') + (first + i + 1) + '| ' + content)
    .join('\n');
  err.path = filename;
  try {
    err.message = [(filename || 'Pug') + ':' + line, excerpt, '', err.message].join('\n');
  } catch (ignored) {
    // A frozen error keeps its message.
  }
  throw err;
}

Object.assign(exports, { merge, classes, style, attr, attrs, escape, rethrow });
