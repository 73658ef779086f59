import { fileURLToPath } from 'node:url';
import path from 'node:path';
import express from 'express';
import cookieParser from 'cookie-parser';
import mongoose, { Error as MongooseError } from 'mongoose';
import notes from './routes/notes.js';
import { config } from './config.js';

const __dirname = path.dirname(fileURLToPath(import.meta.url));
await mongoose.connect(config.mongo);

const app = express();
app.use(express.json());
app.use(cookieParser('secret'));
app.use(express.static(path.join(__dirname, '../public')));
app.use('/notes', notes);
app.use((req, res) => res.sendStatus(404));
app.use((err, req, res, next) => {
  if (err instanceof MongooseError.DocumentNotFoundError) return res.status(404).json({ error: err.message });
  if (err instanceof MongooseError) return res.status(400).json({ error: err.name, message: err.message });
  res.status(err.status ?? 500).json({ error: err.message });
});

app.listen(config.port);
