const express = require('express');
const fs = require('fs');
const path = require('path');
const glob = require('glob');
const yaml = require('js-yaml');
const csv = require('csv-parser');
const fse = require('fs-extra');
const root = require('app-root-path');
const requireAll = require('require-all');

const app = express();
const settings = yaml.load(fs.readFileSync('./settings.yml', 'utf8'));
const { version } = require(path.join(process.cwd(), 'package.json'));
app.set('views', 'views');
app.set('view engine', 'none');
app.engine('none', (file, options, cb) => fs.readFile(file, 'utf8', (err, text) => cb(err, text && text.replace('%', options.name))));
app.use('/assets', express.static('public'));
app.use('/src', express.static(path.resolve(__dirname, '..', 'src'), { extensions: ['txt'] }));

glob.sync('src/routes/**/*.js').sort().forEach((file) => require(path.resolve(file))(app));
const models = requireAll({ dirname: path.join(__dirname, 'models'), filter: /(.+)Model\.js$/ });

app.get('/', (req, res) => res.json({ version, settings, models: Object.keys(models), root: path.relative(process.cwd(), root.toString()), resolved: root.resolve('/x').endsWith('/x') }));
app.get('/where', (req, res) => res.json({
  dirname: path.relative(process.cwd(), __dirname), filename: path.basename(__filename), main: path.basename(require.main.filename),
  pwd: process.env.PWD === undefined || process.env.PWD.length > 0, argv: process.argv.slice(1).map((a) => path.relative(process.cwd(), a)), extension: Object.keys(require.extensions),
}));
app.get('/rows', (req, res, next) => {
  const rows = [];
  fs.createReadStream('store/rows.csv').pipe(csv()).on('data', (row) => rows.push(row)).on('end', () => res.json(rows)).on('error', next);
});
app.get('/view/:name', (req, res) => res.render(req.params.name, { name: req.query.name || 'nobody' }));
app.post('/notes/:name', express.text(), async (req, res, next) => {
  try {
    const file = `store/notes/${path.basename(req.params.name)}`;
    await fse.outputJson(file, { text: req.body });
    await fs.promises.appendFile(file, '\n// end');
    const copy = path.join(root.path, 'store', 'copy');
    await fse.copy('store/notes', copy);
    const stat = fs.statSync(copy + '/' + req.params.name);
    res.json({ size: stat.size, list: fs.readdirSync('./store').sort(), walk: (await fs.promises.readdir('store', { recursive: true })).sort(), exists: await fse.pathExists(file) });
    await fse.remove('store/copy');
  } catch (err) {
    next(err);
  }
});
app.get('/file', (req, res, next) => res.sendFile(req.query.name, { root: 'public', dotfiles: 'allow', headers: { 'x-from': 'file' } }, (err) => err && next(err)));
app.get('/download', (req, res) => res.download('store/rows.csv'));
app.get('/missing', (req, res, next) => fs.readFile('store/none', (err) => next(err)));
app.get('/chdir', (req, res) => {
  const before = process.cwd();
  process.chdir('store');
  const here = fs.readdirSync('.').includes('rows.csv') && fs.existsSync('rows.csv') && fs.realpathSync('rows.csv') === path.resolve('rows.csv');
  process.chdir('..');
  res.json({ here, back: process.cwd() === before });
});
app.use((err, req, res, next) => res.status(err.status || 500).json({ code: err.code, path: err.path && path.relative(process.cwd(), err.path), syscall: err.syscall, message: err.message.replace(process.cwd(), '.') }));
app.listen(process.env.PORT);
