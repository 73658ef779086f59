'use strict';

// What util.parseArgs takes for a value, a flag, a negation or an error.

const { parseArgs } = require('util');
const lines = [];
const options = {
  foo: { type: 'boolean', short: 'f' },
  bar: { type: 'string', short: 'b' },
  multi: { type: 'string', multiple: true, short: 'm' },
  given: { type: 'string', default: 'default' },
};
const COMMANDS = ['-f', '-fb x', '-fbx', '-bval', '-b -f', '--bar --foo', '--bar=-f', '--bar', '--foo=1', '--no-foo', '--no-bar', '--no-unknown',
  'a -- -f', '-', '--multi a -m b --multi=c', '-m', '--unknown=v', '---x', '--=x', '-f=1', '--__proto__'];
for (const command of COMMANDS) {
  for (const more of [{}, { strict: false }, { allowPositionals: true, allowNegative: true, tokens: true }, { strict: false, allowNegative: true }]) {
    let answer;
    try {
      answer = JSON.stringify(parseArgs({ args: command.split(' '), options, ...more }));
    } catch (error) {
      answer = `${error.name} ${error.code} ${error.message}`;
    }
    lines.push(`${command} ${Object.keys(more)}: ${answer}`);
  }
}
for (const config of [{ args: 5 }, { options: 5 }, { options: { a: {} } }, { options: { a: { type: 'string', short: 'ab' } } },
  { options: { a: { type: 'string', default: 1 } } }, { options: { a: { type: 'boolean', multiple: true, default: ['x'] } } }, { strict: 1 }]) {
  try {
    lines.push(JSON.stringify(parseArgs({ args: [], ...config })));
  } catch (error) {
    lines.push(`${error.name} ${error.code} ${error.message}`);
  }
}
require('fs').writeFileSync(process.env.OUT, lines.join('\n'));
