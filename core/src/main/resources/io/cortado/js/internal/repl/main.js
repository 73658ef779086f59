'use strict';

/** `cortado repl` and `node -i`: a prompt over the terminal's editor, which is Java's, or over what is piped in. */

const { PassThrough, Writable } = require('../stream/stream.js');
const { complete } = require('./evaluate.js');

const PROMPT = /^(?:> |\.\.\. )$/;
/** Longer than anybody looks at a prompt; only keeps the process. */
const ALWAYS = 2 ** 31 - 1;

/** A stream of the editor's lines, and one for what is shown: a prompt there has the next line read. */
function streams(editor) {
  const input = new PassThrough();
  const alive = setInterval(() => {}, ALWAYS);
  async function ask(prompt) {
    for (;;) {
      const [kind, text] = await editor.next(prompt);
      if (kind === 'complete') {
        const [names, replaced] = complete(text);
        editor.complete(replaced, names);
      } else if (kind === 'line') {
        input.write(`${text}\n`);
        return;
      } else {
        clearInterval(alive);
        input.end();
        return;
      }
    }
  }
  const output = new Writable({
    decodeStrings: false,
    write(chunk, encoding, done) {
      if (PROMPT.test(chunk)) ask(chunk);
      else process.stdout.write(chunk);
      done();
    },
  });
  return { input, output };
}

/** Starts it; `file` is an app whose exports are at hand as `app`, or null; `editor` is null where there is no terminal. */
function run(Module, file, editor) {
  if (file !== null) globalThis.app = Module._load(file, null, true);
  const { input, output } = editor === null ? { input: process.stdin, output: process.stdout } : streams(editor);
  if (editor !== null) process.stdout.write(`Cortado, as Node ${process.version}; .help says what there is\n`);
  const server = require('./server.js').start({ prompt: '> ', input, output, useColors: editor !== null });
  server.on('exit', () => process.exit());
}

module.exports = { run };
