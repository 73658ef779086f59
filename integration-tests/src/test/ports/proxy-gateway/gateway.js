const express = require('express');
const axios = require('axios');
const vhost = require('vhost');
const httpProxy = require('http-proxy');
const { createProxyMiddleware, responseInterceptor, fixRequestBody } = require('http-proxy-middleware');
const users = require('./services/users');
const orders = require('./services/orders');

async function main() {
  const [usersUrl, ordersUrl] = await Promise.all([users.start(), orders.start()]);
  const gateway = express();
  const admin = express();
  admin.get('/', (req, res) => res.send(`admin of ${req.vhost.host}`));
  gateway.use(vhost('admin.localhost', admin));
  gateway.use('/users', createProxyMiddleware({ target: usersUrl, changeOrigin: true, logLevel: 'silent', pathRewrite: { '^/users': '/v1' },
    onProxyReq: (proxyReq, req) => proxyReq.setHeader('x-gateway', req.method),
    onProxyRes: (proxyRes) => { delete proxyRes.headers['x-secret']; },
    onError: (err, req, res) => res.writeHead(502).end(err.code) }));
  gateway.use('/orders', express.json(), createProxyMiddleware({ target: ordersUrl, logLevel: 'silent', onProxyReq: fixRequestBody }));
  gateway.use('/shout', createProxyMiddleware({ target: usersUrl, logLevel: 'silent', selfHandleResponse: true, pathRewrite: { '^/shout': '/v1' },
    onProxyRes: responseInterceptor(async (buffer, proxyRes, req, res) => {
      res.statusCode = 203;
      return buffer.toString('utf8').toUpperCase();
    }) }));
  gateway.use('/down', createProxyMiddleware({ target: 'http://127.0.0.1:1', logLevel: 'silent', onError: (err, req, res) => res.status(502).send(err.code) }));
  const plain = httpProxy.createProxyServer({ target: usersUrl });
  gateway.get('/v1/plain', (req, res) => plain.web(req, res));
  const client = axios.create({ timeout: 2000, validateStatus: (status) => status < 500 });
  client.interceptors.request.use((config) => {
    config.headers.set('x-gateway', 'axios');
    return config;
  });
  gateway.get('/both', async (req, res) => {
    const [u, o] = await Promise.all([client.get(`${usersUrl}/v1/1`), client.post(`${ordersUrl}/orders`, { item: 'x' })]);
    const failed = await client.get(`${usersUrl}/v1/fail`).catch((err) => ({ code: err.code, status: err.response.status, axios: axios.isAxiosError(err) }));
    const refused = await client.get('http://127.0.0.1:1/').catch((err) => err.code);
    const sent = await client.get(`${usersUrl}/v1/slow`, { timeout: 30 }).catch((err) => `${err.code} ${err.message}`);
    res.json({ user: u.data, order: [o.status, o.data], failed, refused, sent, missing: (await client.get(`${usersUrl}/v1/9`)).status });
  });
  gateway.listen(process.env.PORT);
}

main();
