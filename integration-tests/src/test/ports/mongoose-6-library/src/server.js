require('dotenv').config();
const mongoose = require('mongoose');
const app = require('./app');

mongoose.set('strictQuery', true);

(async () => {
  await mongoose.connect(process.env.DATABASE_URL, { serverSelectionTimeoutMS: 5000 });
  await Promise.all(Object.values(mongoose.models).map((model) => model.init()));
  app.listen(process.env.PORT, () => console.log(`${process.env.APP_NAME} on ${process.env.PORT}`));
})().catch((err) => {
  console.error(err);
  process.exit(1);
});
