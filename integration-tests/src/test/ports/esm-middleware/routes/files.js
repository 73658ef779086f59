import { Router } from 'express';
import multer, { memoryStorage } from 'multer';
import { createHash } from 'crypto';

const upload = multer({ storage: memoryStorage(), limits: { files: 2, fileSize: 500 } });
const router = Router();
router.post('/', upload.array('files'), (req, res) => {
  res.json({
    fields: req.body,
    files: req.files.map(({ originalname, mimetype, size, buffer }) => ({
      originalname, mimetype, size, sha: createHash('sha1').update(buffer).digest('hex'),
    })),
  });
});

export default router;
