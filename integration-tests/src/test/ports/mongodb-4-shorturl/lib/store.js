const { MongoClient, Int32, Long, Decimal128, ObjectId, MongoServerError } = require('mongodb');

let client;
let urls;
let counters;

exports.connect = (uri, callback) => {
  client = new MongoClient(uri, { maxPoolSize: 5 });
  client.connect((err) => {
    if (err) return callback(err);
    urls = client.db().collection('urls');
    counters = client.db().collection('counters');
    urls.createIndex({ url: 1 }, { unique: true }, (err) => callback(err));
  });
};

exports.add = (url, callback) => {
  counters.findOneAndUpdate({ _id: 'urls' }, { $inc: { n: 1 } }, { upsert: true, returnDocument: 'after' }, (err, result) => {
    if (err) return callback(err);
    const short = result.value.n;
    urls.insertOne({ url, short, hits: new Int32(0), big: Long.fromString('9007199254740993'), d: Decimal128.fromString('0.10') }, (err) => {
      if (err instanceof MongoServerError && err.code === 11000) {
        return urls.findOne({ url }, (err, doc) => callback(err, doc && { ...doc, existing: true }));
      }
      callback(err, { url, short, existing: false });
    });
  });
};

exports.hit = (short, callback) => {
  urls.findOneAndUpdate({ short }, { $inc: { hits: 1 } }, (err, result) => callback(err, result && result.value));
};

exports.many = (shorts) => urls.find({ short: { $in: shorts } }, { projection: { _id: 0 }, promoteLongs: false })
  .sort({ short: 1 }).map((doc) => ({ ...doc, big: doc.big.toString(), d: `${doc.d}` })).toArray();

exports.stats = async () => {
  const collections = await client.db().listCollections({}, { nameOnly: true }).toArray();
  const total = await urls.aggregate([{ $group: { _id: null, hits: { $sum: '$hits' }, max: { $max: '$short' } } }]).next();
  let message;
  try {
    await urls.updateOne({}, { hits: 1 });
  } catch (err) {
    message = err.message;
  }
  return { collections: collections.map((c) => c.name).sort(), total, message, id: new ObjectId('5a1b2c3d4e5f6a7b8c9d0e1f').getTimestamp() };
};
