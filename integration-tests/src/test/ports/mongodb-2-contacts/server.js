var express = require('express');
var path = require('path');
var bodyParser = require('body-parser');
var mongodb = require('mongodb');
var ObjectID = mongodb.ObjectID;
var CONTACTS_COLLECTION = 'contacts';

var app = express();
app.set('view engine', 'ejs');
app.use(express.static(path.join(__dirname, 'public')));
app.use(bodyParser.json());
var db;

mongodb.MongoClient.connect(process.env.MONGODB_URI, function (err, database) {
  if (err) {
    console.log(err);
    process.exit(1);
  }
  db = database;
  console.log('Database connection ready');
  db.collection(CONTACTS_COLLECTION).createIndex({ email: 1 }, { unique: true, sparse: true }, function (err) {
    if (err) throw err;
    var server = app.listen(process.env.PORT || 8080, function () {
      console.log('App now running on port', server.address().port);
    });
  });
});

function handleError(res, reason, message, code) {
  console.log('ERROR: ' + reason);
  res.status(code || 500).json({ error: message });
}

app.get('/', function (req, res) {
  db.collection(CONTACTS_COLLECTION).find().sort({ name: 1 }).toArray(function (err, docs) {
    res.render('index.ejs', { contacts: docs });
  });
});

app.get('/contacts', function (req, res) {
  var cursor = db.collection(CONTACTS_COLLECTION).find({}, { name: 1, email: 1 }).sort([['name', -1]]).limit(10);
  var names = [];
  cursor.each(function (err, doc) {
    if (err) return handleError(res, err.message, 'Failed to get contacts.');
    if (doc) names.push(doc);
    else {
      db.collection(CONTACTS_COLLECTION).count({ name: { $exists: true } }, function (err, count) {
        res.status(200).json({ count: count, contacts: names });
      });
    }
  });
});

app.post('/contacts', function (req, res) {
  var newContact = req.body;
  newContact.createDate = new Date();
  if (!(req.body.firstName || req.body.name)) {
    return handleError(res, 'Invalid user input', 'Must provide a first or last name.', 400);
  }
  db.collection(CONTACTS_COLLECTION).insertOne(newContact, function (err, doc) {
    if (err) return handleError(res, err.message, err.name + ' ' + err.code, 409);
    res.status(201).json({ insertedCount: doc.insertedCount, ok: doc.result.ok, contact: doc.ops[0] });
  });
});

app.get('/contacts/stream', function (req, res, next) {
  res.type('text/plain');
  db.collection(CONTACTS_COLLECTION).find().sort('name', 1).stream({ transform: function (d) { return d.name + '\n'; } })
    .on('error', next).pipe(res);
});

app.get('/contacts/:id', function (req, res) {
  if (!ObjectID.isValid(req.params.id)) return handleError(res, 'bad id', 'Not an id.', 400);
  db.collection(CONTACTS_COLLECTION).findOne({ _id: new ObjectID(req.params.id) }, function (err, doc) {
    if (err) return handleError(res, err.message, 'Failed to get contact');
    res.status(doc ? 200 : 404).json(doc);
  });
});

app.put('/contacts/:id', function (req, res) {
  var updateDoc = req.body;
  delete updateDoc._id;
  db.collection(CONTACTS_COLLECTION).updateOne({ _id: new ObjectID(req.params.id) }, { $set: updateDoc }, function (err, r) {
    if (err) return handleError(res, err.message, 'Failed to update contact');
    res.json({ matched: r.matchedCount, modified: r.modifiedCount, result: r.result.n });
  });
});

app.post('/contacts/:id/touch', function (req, res) {
  db.collection(CONTACTS_COLLECTION).findAndModify({ _id: new ObjectID(req.params.id) }, [['_id', 1]],
    { $inc: { touched: 1 } }, { new: true }, function (err, r) {
      if (err) return handleError(res, err.message, 'Failed');
      res.json(r);
    });
});

app.get('/groups', function (req, res) {
  db.collection(CONTACTS_COLLECTION).aggregate([
    { $group: { _id: '$group', n: { $sum: 1 } } }, { $sort: { _id: 1 } },
  ], function (err, groups) {
    if (err) return handleError(res, err.message, 'Failed to group');
    res.json(groups);
  });
});

app.delete('/contacts/:id', function (req, res) {
  db.collection(CONTACTS_COLLECTION).deleteOne({ _id: new ObjectID(req.params.id) }, function (err, result) {
    if (err) return handleError(res, err.message, 'Failed to delete contact');
    res.status(result.deletedCount ? 204 : 404).end();
  });
});
