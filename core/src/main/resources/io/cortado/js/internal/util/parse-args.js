'use strict';

/** `util.parseArgs`. */

const { codes } = require('../errors/errors.js');
const { validateArray, validateBoolean, validateObject, validateString } = require('../errors/validators.js');

function checkOptions(options) {
  for (const [name, config] of Object.entries(options)) {
    const path = `options.${name}`;
    validateObject(config, path);
    if (config.type !== 'string' && config.type !== 'boolean') {
      throw new codes.ERR_INVALID_ARG_TYPE(`${path}.type`, "('string|boolean')", config.type);
    }
    if (Object.hasOwn(config, 'short')) {
      validateString(config.short, `${path}.short`);
      if (config.short.length !== 1) {
        throw new codes.ERR_INVALID_ARG_VALUE(`${path}.short`, config.short, 'must be a single character');
      }
    }
    if (Object.hasOwn(config, 'multiple')) validateBoolean(config.multiple, `${path}.multiple`);
    if (config.default === undefined) continue;
    const check = config.type === 'string' ? validateString : validateBoolean;
    if (config.multiple) {
      validateArray(config.default, `${path}.default`);
      config.default.forEach((item, i) => check(item, `${path}.default[${i}]`));
    } else {
      check(config.default, `${path}.default`);
    }
  }
}

/** The arguments as Node's tokens: option, positional and option-terminator, in order. */
function tokenize(args, options) {
  const tokens = [];
  const longOf = (short) => Object.entries(options).find(([, c]) => c.short === short)?.[0] ?? short;
  const isText = (name) => Object.hasOwn(options, name) && options[name].type === 'string';
  const rest = args.map((arg, index) => ({ arg, index }));
  const option = (name, rawName, index, value, inlineValue) =>
    tokens.push({ kind: 'option', name, rawName, index, value, inlineValue });
  // Whatever follows is the value, be it an option by its looks; strictly, that is an error later.
  const valueAfter = () => rest.shift()?.arg;
  while (rest.length > 0) {
    const { arg, index } = rest.shift();
    if (arg === '--') {
      tokens.push({ kind: 'option-terminator', index });
      for (const { arg: value, index: at } of rest.splice(0)) tokens.push({ kind: 'positional', index: at, value });
    } else if (/^-[^-]$/.test(arg)) {
      const name = longOf(arg[1]);
      const value = isText(name) ? valueAfter() : undefined;
      option(name, arg, index, value, value === undefined ? undefined : false);
    } else if (/^-[^-]/.test(arg)) {
      const name = longOf(arg[1]);
      if (isText(name)) {
        option(name, `-${arg[1]}`, index, arg.slice(2), true);
      } else {
        // A group of flags; the last of them may take a value.
        const group = [];
        for (let i = 1; i < arg.length; i++) {
          const last = i === arg.length - 1;
          if (!isText(longOf(arg[i])) || last) group.push({ arg: `-${arg[i]}`, index });
          else {
            group.push({ arg: `-${arg.slice(i)}`, index });
            break;
          }
        }
        rest.unshift(...group);
      }
    } else if (/^--[^=]+=/.test(arg)) {
      const at = arg.indexOf('=');
      option(arg.slice(2, at), arg.slice(0, at), index, arg.slice(at + 1), true);
    } else if (arg.startsWith('--') && arg.length > 2) {
      const name = arg.slice(2);
      const value = isText(name) ? valueAfter() : undefined;
      option(name, arg, index, value, value === undefined ? undefined : false);
    } else {
      tokens.push({ kind: 'positional', index, value: arg });
    }
  }
  return tokens;
}

function checkToken(token, options, { strict, allowPositionals, allowNegative }) {
  const { name, rawName, value, inlineValue } = token;
  if (!strict) return;
  if (!Object.hasOwn(options, name)) {
    if (allowNegative && name.startsWith('no-') && options[name.slice(3)]?.type === 'boolean') return;
    throw new codes.ERR_PARSE_ARGS_UNKNOWN_OPTION(rawName, allowPositionals);
  }
  const { type, short } = options[name];
  const shown = `${short ? `-${short}, ` : ''}--${name}`;
  if (type === 'string' && typeof value !== 'string') {
    throw new codes.ERR_PARSE_ARGS_INVALID_OPTION_VALUE(`Option '${shown} <value>' argument missing`);
  }
  if (type === 'boolean' && value != null) {
    throw new codes.ERR_PARSE_ARGS_INVALID_OPTION_VALUE(`Option '${shown}' does not take an argument`);
  }
  if (type === 'string' && inlineValue === false && value.length > 1 && value.startsWith('-')) {
    const example = rawName.startsWith('--') ? `'${rawName}=-XYZ'` : `'--${name}=-XYZ' or '${rawName}-XYZ'`;
    throw new codes.ERR_PARSE_ARGS_INVALID_OPTION_VALUE(`Option '${rawName}' argument is ambiguous.\nDid you forget to specify `
      + `the option argument for '${rawName}'?\nTo specify an option argument starting with a dash use ${example}.`);
  }
}

/** Node's `util.parseArgs(config)`. */
function parseArgs(config = {}) {
  const args = config.args ?? process.argv.slice(2);
  const strict = config.strict ?? true;
  const allowPositionals = config.allowPositionals ?? !strict;
  const { tokens: wantTokens = false, allowNegative = false, options = {} } = config;
  validateArray(args, 'args');
  validateBoolean(strict, 'strict');
  validateBoolean(allowPositionals, 'allowPositionals');
  validateBoolean(wantTokens, 'tokens');
  validateBoolean(allowNegative, 'allowNegative');
  validateObject(options, 'options');
  checkOptions(options);
  const result = { values: { __proto__: null }, positionals: [] };
  const tokens = tokenize(args, options);
  for (const token of tokens) {
    if (token.kind === 'option') {
      checkToken(token, options, { strict, allowPositionals, allowNegative });
      let { name, value = true } = token;
      if (allowNegative && value === true && name.startsWith('no-') && !Object.hasOwn(options, name)) {
        name = token.name = name.slice(3);
        value = false;
      }
      if (name === '__proto__') continue;
      if (options[name]?.multiple) (result.values[name] ??= []).push(value);
      else result.values[name] = value;
    } else if (token.kind === 'positional') {
      if (!allowPositionals) throw new codes.ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL(token.value);
      result.positionals.push(token.value);
    }
  }
  for (const [name, { default: value }] of Object.entries(options)) {
    if (value !== undefined && result.values[name] === undefined) result.values[name] = value;
  }
  if (wantTokens) result.tokens = tokens;
  return result;
}

module.exports = { parseArgs };
