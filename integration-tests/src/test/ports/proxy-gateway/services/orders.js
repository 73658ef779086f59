const http = require('http');

exports.start = () => new Promise((resolve) => {
  const server = http.createServer((req, res) => {
    const chunks = [];
    req.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
      res.writeHead(201, { 'Content-Type': 'application/json' });
      res.end(JSON.stringify({ method: req.method, url: req.url, body: Buffer.concat(chunks).toString(), type: req.headers['content-type'] }));
    });
  }).listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`));
});
