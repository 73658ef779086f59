'use strict';

/** How many bits of colour a terminal has, told by its environment as Node tells it. */

const TERMINALS = {
  eterm: 4, cons25: 4, console: 4, cygwin: 4, dtterm: 4, gnome: 4, hurd: 4, jfbterm: 4, konsole: 4, kterm: 4,
  mlterm: 4, mosh: 24, putty: 4, st: 4, 'rxvt-unicode-24bit': 24, terminator: 24, 'xterm-kitty': 24,
};
const PATTERNS = [/ansi/, /color/, /linux/, /direct/, /^con[0-9]*x[0-9]/, /^rxvt/, /^screen/, /^xterm/, /^vt100/, /^vt220/];
const CI_24 = ['GITEA_ACTIONS', 'GITHUB_ACTIONS', 'CIRCLECI'];
const CI_8 = ['APPVEYOR', 'BUILDKITE', 'DRONE', 'GITLAB_CI', 'TRAVIS'];

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
  if ((env.NODE_DISABLE_COLORS !== undefined && env.NODE_DISABLE_COLORS !== '')
      || (env.NO_COLOR !== undefined && env.NO_COLOR !== '') || env.TERM === 'dumb') return 1;
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
    if (TERMINALS[term]) return TERMINALS[term];
    if (PATTERNS.some((pattern) => pattern.test(term))) return 4;
  }
  return env.COLORTERM ? 4 : 1;
}

/** `tty.WriteStream.prototype.hasColors`. */
function hasColors(count, env) {
  let wanted = count;
  let from = env;
  if (env === undefined && (count === undefined || (typeof count === 'object' && count !== null))) {
    from = count;
    wanted = 16;
  } else {
    require('../errors/validators.js').validateInteger(count, 'count', 2);
  }
  return wanted <= 2 ** getColorDepth(from);
}

module.exports = { getColorDepth, hasColors };
