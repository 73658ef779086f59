const Redis = require('ioredis');

async function main() {
  const redis = new Redis(process.env.REDIS_URL, { keyPrefix: 'io:', maxRetriesPerRequest: 1 });
  await redis.del('a', 'h', 's');
  console.log(await redis.set('a', '1', 'EX', 10, 'NX'), await redis.set('a', '2', 'NX'), await redis.getBuffer('a'));
  console.log(await redis.hset('h', new Map([['x', 1], ['y', 2]])), await redis.hgetall('h'));
  console.log(await redis.pipeline().incr('a').get('a').hget('a', 'f').exec().then((r) => r.map(([err, v]) => (err ? err.message : v))));
  console.log(await redis.multi([['incr', 'a'], ['get', 'a']]).exec());
  redis.defineCommand('twice', { numberOfKeys: 1, lua: "return redis.call('get', KEYS[1]) * 2" });
  console.log(await redis.twice('a'));
  redis.get('a', (err, value) => console.log('callback', err, value));
  const sub = redis.duplicate();
  sub.on('pmessage', (pattern, channel, message) => {
    console.log(pattern, channel, message);
    sub.disconnect();
    redis.quit();
  });
  console.log(await sub.psubscribe('io-*'));
  await redis.publish('io-news', 'hello');
  const broken = new Redis(1, '127.0.0.1', { lazyConnect: true, retryStrategy: null });
  broken.on('error', (err) => console.log(err.code));
  await broken.connect().catch((err) => console.log(err.message));
}

main();
