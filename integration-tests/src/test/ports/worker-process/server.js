#!/usr/bin/env node
'use strict';
const cluster = require('cluster');
const os = require('os');
const http = require('http');
const v8 = require('v8');
const { createTerminus } = require('@godaddy/terminus');
const config = require('config');
const cron = require('node-cron');
const onExit = require('signal-exit');
const parse = require('minimist');
const { Command } = require('commander');
const app = require('./app');
const jobs = require('./jobs');

const argv = parse(process.argv.slice(2));
const program = new Command().option('-n, --number <n>', 'how many', Number, 1).option('--verbose').allowUnknownOption();
program.parse();
const instance = process.env.NODE_APP_INSTANCE;

app.get('/process', (req, res) => res.json({
  argv, options: program.opts(), instance, master: cluster.isMaster, primary: cluster.isPrimary, worker: cluster.worker === undefined,
  title: typeof process.title, cpus: os.cpus().length > 0, send: typeof process.send, connected: process.connected,
  memory: Object.keys(process.memoryUsage()).sort(), heap: v8.getHeapStatistics().total_heap_size > 0, uptime: process.uptime() > 0,
  cwd: process.cwd() === __dirname, main: require.main === module, exec: process.execPath.length > 0, load: os.loadavg().length,
}));
app.get('/jobs', (req, res) => res.json({ ...jobs.state, valid: [cron.validate('*/5 * * * *'), cron.validate('nope')] }));

const server = http.createServer(app);
createTerminus(server, {
  signals: ['SIGTERM', 'SIGINT'],
  healthChecks: { '/health': async () => ({ instance }), '/ready': async () => { throw new Error('not yet'); } },
  onSignal: async () => console.log('cleaning up'),
  onShutdown: async () => console.log('shut down'),
  timeout: 500,
});
onExit((code, signal) => { jobs.state.ended = [code, signal]; });
server.listen(config.get('port'), () => {
  if (process.send) process.send('ready');
  console.log('instance %s of %s, %s', instance, config.title, argv.verbose ? 'verbose' : 'quiet');
});
