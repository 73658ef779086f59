'use strict';

// Records v6/golden.txt or v7/golden.txt. Start the development database in memory, then:
//   NODE_PATH=<folder with npm's mongodb@6>/node_modules node record-versions.js 6 mongodb://127.0.0.1:<port>
const { execFileSync } = require('child_process');
const { writeFileSync } = require('fs');
const path = require('path');

const [major, address] = process.argv.slice(2);
const folder = path.join(__dirname, `v${major}`);
const env = { ...process.env, NODE_NO_WARNINGS: '1' };
writeFileSync(path.join(folder, 'golden.txt'),
  execFileSync(process.execPath, [path.join(folder, 'versions.js'), address], { env }));
