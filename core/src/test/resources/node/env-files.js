'use strict';

const fs = require('fs');
const path = require('path');
const util = require('util');
const out = (...parts) => fs.appendFileSync(process.env.OUT, `${parts.join(' ')}\n`);

for (const text of [
  'A=1', 'A = 1 ', 'export A=1', 'A="x y"', 'A="a\\nb"', "A='a\\nb'", 'A=`x"y\'z`', 'A=x # c', 'A="x # c" # d', 'A=x#c', 'A=', 'A=""',
  'A', '=b', '#A=1\nB=2', 'A="multi\nline"\nB=2', "A='multi\nline'\nB=2", 'A="unclosed\nB=2', 'A=1\r\nB=2\r\n', 'A=a=b', 'A="a"b', 'A= "x" ',
  'A=x\\ny', 'A="a\\"b"', 'A.b=1', 'A-b=2', '1A=3', 'A B=3', 'A: 1', 'export A', 'A=  \nB=1', 'A=#c\nB=1', 'A="#c"', 'A=x  y', 'A=1\nA=2',
  'A="1"\n\n\n#c\nB=\'2\'', 'A="a\nb" # c\nC=3', 'JSON={"a": 1}', 'A=\'{"a":1}\'', 'A=$B', 'EMPTY=\nNEXT=1', 'A=`a\nb`', "A=it's", 'A==',
  'A=\n=B', 'A="a" "b"', 'exportA=1', 'A=a"b"c', 'A = "b # c\nD=1', 'A=b\\',
]) {
  out(JSON.stringify(text), JSON.stringify(util.parseEnv(text)));
}

function attempt(action) {
  try {
    out(action());
  } catch (error) {
    out(error.name, error.code, error.message);
  }
}

const folder = fs.mkdtempSync(path.join(require('os').tmpdir(), 'env-'));
process.chdir(folder);
attempt(() => process.loadEnvFile());
attempt(() => process.loadEnvFile('nope'));
fs.writeFileSync('.env', 'CORTADO_A=1\nCORTADO_B="q"');
fs.writeFileSync('more', 'CORTADO_A=2\nCORTADO_C=3');
process.env.CORTADO_B = 'set';
attempt(() => process.loadEnvFile());
attempt(() => process.loadEnvFile(Buffer.from('more')));
attempt(() => process.loadEnvFile(require('url').pathToFileURL('more')));
out(process.env.CORTADO_A, process.env.CORTADO_B, process.env.CORTADO_C);
attempt(() => process.loadEnvFile(5));
attempt(() => util.parseEnv(5));
process.chdir('/');
fs.rmSync(folder, { recursive: true });
