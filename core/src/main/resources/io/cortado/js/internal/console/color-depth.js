'use strict';

/** How many bits of colour a terminal has, told by its environment as Node tells it. */

// By their whole name: terminals of all colours, and of sixteen; and by parts of it.
const FULL = new Set(['mosh', 'rxvt-unicode-24bit', 'terminator', 'xterm-kitty']);
const SIXTEEN = new RegExp('^(?:eterm|cons25|console|cygwin|dtterm|gnome|hurd|jfbterm|konsole|kterm|mlterm|putty|st)$'
  + '|ansi|color|linux|direct|^con[0-9]*x[0-9]|^(?:rxvt|screen|xterm|vt100|vt220)');
const CI_24 = ['GITEA_ACTIONS', 'GITHUB_ACTIONS', 'CIRCLECI'];
const CI_8 = ['APPVEYOR', 'BUILDKITE', 'DRONE', 'GITLAB_CI', 'TRAVIS'];

const isSet = (value) => value !== undefined && value !== '';

function forced(value) {
  switch (value) {
    case '': case '1': case 'true':
      return 4;
    case '2':
      return 8;
    case '3':
      return 24;
    default:
      return 1;
  }
}

function ofCi(env) {
  if (CI_24.some((name) => name in env)) return 24;
  if (CI_8.some((name) => name in env) || env.CI_NAME === 'codeship') return 8;
  return 1;
}

function ofProgram(env) {
  switch (env.TERM_PROGRAM) {
    case 'iTerm.app':
      return !env.TERM_PROGRAM_VERSION || /^[0-2]\./.test(env.TERM_PROGRAM_VERSION) ? 8 : 24;
    case 'HyperTerm': case 'MacTerm':
      return 24;
    case 'Apple_Terminal':
      return 8;
    default:
      return undefined;
  }
}

/** `tty.WriteStream.prototype.getColorDepth`. */
function getColorDepth(env = process.env) {
  if (env.FORCE_COLOR !== undefined) return forced(env.FORCE_COLOR);
  if (isSet(env.NODE_DISABLE_COLORS) || isSet(env.NO_COLOR) || env.TERM === 'dumb') return 1;
  if (env.TMUX) return 24;
  if ('TF_BUILD' in env && 'AGENT_NAME' in env) return 4;
  if ('CI' in env) return ofCi(env);
  if ('TEAMCITY_VERSION' in env) return /^(9\.(0*[1-9]\d*)\.|\d{2,}\.)/.test(env.TEAMCITY_VERSION) ? 4 : 1;
  const program = ofProgram(env);
  if (program !== undefined) return program;
  if (env.COLORTERM === 'truecolor' || env.COLORTERM === '24bit') return 24;
  if (env.TERM) {
    if (/truecolor/.test(env.TERM)) return 24;
    if (/^xterm-256/.test(env.TERM)) return 8;
    const term = env.TERM.toLowerCase();
    if (FULL.has(term)) return 24;
    if (SIXTEEN.test(term)) return 4;
  }
  return env.COLORTERM ? 4 : 1;
}

/** `tty.WriteStream.prototype.hasColors`. */
function hasColors(count, env) {
  const counted = env !== undefined || count === null || !['undefined', 'object'].includes(typeof count);
  // Without a count the first argument is the environment, and sixteen colours are asked for.
  if (!counted) return getColorDepth(count) >= 4;
  require('../errors/validators.js').validateInteger(count, 'count', 2);
  return count <= 2 ** getColorDepth(env);
}

module.exports = { getColorDepth, hasColors };
