const { createClient } = require('redis');

async function main() {
  const client = createClient({ url: process.env.REDIS_URL });
  client.on('error', (err) => console.log('error', err.message));
  await client.connect();
  await client.del(['r:a', 'r:h', 'r:l', 'r:z', 'r:n']);
  console.log(await client.set('r:a', 'ü', { EX: 100 }), await client.get('r:a'), await client.ttl('r:a') > 90, await client.get('r:none'));
  console.log(await client.hSet('r:h', { a: 1, b: 'two' }), await client.hGetAll('r:h'));
  console.log(await client.rPush('r:l', ['1', '2', '3']), await client.lRange('r:l', 0, -1));
  console.log(await client.zAdd('r:z', [{ score: 2, value: 'b' }, { score: 1, value: 'a' }]), await client.zRangeWithScores('r:z', 0, -1));
  console.log(await client.multi().incr('r:n').incrBy('r:n', 5).get('r:n').exec());
  console.log(await client.eval('return {KEYS[1], ARGV[1], 3}', { keys: ['k'], arguments: ['v'] }));
  const wrong = await client.incr('r:h').catch((err) => err);
  console.log(wrong.constructor.name, wrong.message);
  const subscriber = client.duplicate();
  await subscriber.connect();
  const heard = new Promise((resolve) => { subscriber.subscribe('r:news', (message, channel) => resolve([channel, message])); });
  while (await client.publish('r:news', 'hello') === 0) await new Promise(setImmediate);
  console.log(await heard);
  const keys = [];
  for await (const key of client.scanIterator({ MATCH: 'r:*' })) keys.push(key);
  console.log(keys.sort());
  await client.watch('r:n');
  await client.set('r:n', '1');
  console.log(await client.multi().set('r:n', '2').exec().catch((err) => err.constructor.name));
  await subscriber.quit();
  await client.quit();
  console.log(await client.get('r:a').catch((err) => err.constructor.name));
}

main();
