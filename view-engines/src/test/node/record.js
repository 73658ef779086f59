'use strict';

/*
 * Records what npm's engines answer to the cases. Usage: node record.js <folder with node_modules>
 * The folder needs pug 3.0.4, handlebars 4.7.10, hbs 4.3.1 and express-handlebars 8.0.1.
 */
const fs = require('fs');
const os = require('os');
const path = require('path');
const { createRequire } = require('module');

const modules = createRequire(path.resolve(process.argv[2] || '.', 'package.json'));
const resources = path.join(__dirname, '../resources/io/cortado/views/cases');
const { cases, outcome } = require(path.join(resources, 'harness.js'));

function cleared() {
  for (const key of Object.keys(require.cache)) {
    if (/node_modules\/(pug|handlebars|hbs|express-handlebars)\//.test(key)) {
      delete require.cache[key];
    }
  }
  return modules;
}

async function main() {
  for (const file of fs.readdirSync(resources).filter((name) => /-cases\.js$/.test(name)).sort()) {
    require(path.join(resources, file));
  }
  const goldens = {};
  for (const one of cases) {
    const folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'views-'));
    for (const [name, text] of Object.entries(one.files)) {
      fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      fs.writeFileSync(path.join(folder, name), text);
    }
    if (goldens[one.name]) {
      throw new Error('two cases are called ' + one.name);
    }
    goldens[one.name] = await outcome(one, cleared(), folder);
    fs.rmSync(folder, { recursive: true });
  }
  fs.writeFileSync(path.join(resources, 'goldens.json'), JSON.stringify(goldens, null, 1) + '\n');
  console.log(cases.length + ' cases recorded');
}

main();
