const { Queue, Worker, QueueEvents } = require('bullmq');

async function main() {
  const url = new URL(process.env.REDIS_URL);
  const connection = { host: url.hostname, port: Number(url.port) };
  const queue = new Queue('mail', { connection, prefix: 'bull' });
  await queue.obliterate({ force: true });
  const events = new QueueEvents('mail', { connection, prefix: 'bull' });
  await events.waitUntilReady();
  const worker = new Worker('mail', async (job) => {
    await job.updateProgress(50);
    if (job.data.fail && job.attemptsMade < 1) throw new Error('once more');
    return { sent: job.data.to, attempts: job.attemptsMade };
  }, { connection, prefix: 'bull', concurrency: 2 });
  const jobs = await queue.addBulk([{ name: 'a', data: { to: 'ann' } }, { name: 'b', data: { to: 'bob', fail: true }, opts: { attempts: 2, backoff: 10 } }, { name: 'c', data: { to: 'cyd' }, opts: { delay: 50 } }]);
  for (const job of jobs) console.log(job.name, await job.waitUntilFinished(events));
  const last = await queue.add('d', { to: 'dan', fail: true });
  console.log(await last.waitUntilFinished(events).catch((err) => err.message));
  console.log(await queue.getJobCounts('completed', 'failed', 'waiting', 'delayed'), (await queue.getJob(last.id)).failedReason);
  await worker.close();
  await events.close();
  await queue.close();
}

main();
