const express = require('express');
const multer = require('multer');
const ejs = require('ejs');
const path = require('path');
const fs = require('fs');
const crypto = require('crypto');
const mime = require('mime-types');
const formidable = require('formidable');
const serveIndex = require('serve-index');

const folder = './public/uploads/';
fs.mkdirSync(folder, { recursive: true });

const storage = multer.diskStorage({
  destination: folder,
  filename: (req, file, cb) => cb(null, `${file.fieldname}-${path.basename(file.originalname)}`),
});
const upload = multer({ storage, limits: { fileSize: 1000 }, fileFilter: (req, file, cb) => checkFileType(file, cb) }).single('myImage');
const docs = multer({ dest: path.join(__dirname, 'tmp') }).fields([{ name: 'a', maxCount: 1 }, { name: 'b', maxCount: 2 }]);

function checkFileType(file, cb) {
  const ok = /jpeg|jpg|png|gif/.test(path.extname(file.originalname).toLowerCase()) && /image\//.test(file.mimetype);
  return ok ? cb(null, true) : cb('Error: Images Only!');
}

const app = express();
app.set('view engine', 'ejs');
app.engine('html', ejs.renderFile);
app.use(express.static('./public'));
app.use('/list', serveIndex('public', { icons: false, view: 'tiles', filter: (name) => !name.startsWith('.') }));

app.get('/', (req, res) => res.render('index'));
app.get('/page', (req, res) => res.render('page.html', { when: 'now' }));
app.post('/upload', (req, res) => {
  upload(req, res, (err) => {
    if (err) return res.render('index', { msg: err });
    if (req.file === undefined) return res.render('index', { msg: 'Error: No File Selected!' });
    res.render('index', { msg: 'File Uploaded!', file: `uploads/${req.file.filename}` });
  });
});
app.post('/docs', docs, (req, res) => {
  const files = Object.entries(req.files).map(([name, list]) => [name, list.map((f) => {
    const content = fs.readFileSync(f.path);
    fs.unlinkSync(f.path);
    return { name: f.originalname, size: f.size, type: mime.lookup(f.originalname), md5: crypto.createHash('md5').update(content).digest('hex') };
  })]);
  res.json({ body: req.body, files });
});
app.post('/form', (req, res, next) => {
  const form = formidable({ multiples: true, uploadDir: folder, keepExtensions: true });
  form.parse(req, (err, fields, files) => {
    if (err) return next(err);
    const list = [].concat(files.file || []);
    list.forEach((f) => fs.renameSync(f.filepath, path.join(folder, f.originalFilename)));
    res.json({ fields, files: list.map((f) => [f.originalFilename, f.size, f.mimetype]) });
  });
});
app.delete('/uploads/:name', (req, res, next) => fs.promises.unlink(path.join(folder, req.params.name)).then(() => res.sendStatus(204), next));
app.use((err, req, res, next) => res.status(err.code === 'ENOENT' ? 404 : err.httpCode || 500).json({ name: err.name, code: err.code, field: err.field, message: err.message.replace(__dirname, '.') }));

app.listen(process.env.PORT || 3000);
