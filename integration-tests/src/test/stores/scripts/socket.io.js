const { createServer } = require('http');
const { Server } = require('socket.io');
const { createAdapter } = require('@socket.io/redis-adapter');
const { createClient } = require('redis');

async function node(handlers) {
  const pub = createClient({ url: process.env.REDIS_URL });
  const sub = pub.duplicate();
  await Promise.all([pub.connect(), sub.connect()]);
  const http = createServer();
  const io = new Server(http, { adapter: createAdapter(pub, sub, { key: 'sio' }) });
  handlers(io);
  await new Promise((resolve) => { http.listen(0, '127.0.0.1', resolve); });
  return { io, close: async () => { await new Promise((r) => { io.close(r); }); await pub.quit(); await sub.quit(); } };
}

async function main() {
  let heard;
  const said = new Promise((resolve) => { heard = resolve; });
  const one = await node(() => {});
  const two = await node((io) => io.on('news', (text, ack) => { heard(text); ack(`two heard ${text}`); }));
  while ((await one.io.of('/').adapter.serverCount()) < 2) await new Promise(setImmediate);
  console.log(await one.io.serverSideEmitWithAck('news', 'hello'), await said);
  console.log((await one.io.fetchSockets()).length, (await two.io.of('/').adapter.allRooms()).size);
  await one.close();
  await two.close();
}

main();
