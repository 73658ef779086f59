module.exports = { apps: [{ name: 'worker', script: './server', instances: 2, exec_mode: 'cluster' }] };
