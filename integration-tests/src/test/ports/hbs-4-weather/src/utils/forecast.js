const http = require('http');

// asks a little weather service of its own
const service = http.createServer((req, res) => {
  const { searchParams } = new URL(req.url, 'http://localhost');
  const place = searchParams.get('q');
  if (place === 'nowhere') return res.writeHead(404).end('{"error":"unknown place"}');
  res.setHeader('content-type', 'application/json');
  res.end(JSON.stringify({ place, temperature: place.length, rain: false }));
}).listen(0, '127.0.0.1').unref();

module.exports = (address, callback) => {
  const url = `http://127.0.0.1:${service.address().port}/?q=${encodeURIComponent(address)}`;
  const request = http.request(url, (response) => {
    let data = '';
    response.on('data', (chunk) => { data += chunk.toString(); });
    response.on('end', () => {
      const body = JSON.parse(data);
      if (body.error) return callback(body.error);
      callback(undefined, `It is ${body.temperature} degrees in ${body.place}.`);
    });
  });
  request.on('error', (error) => callback(error.code));
  request.end();
};
