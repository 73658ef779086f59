'use strict';

// Records golden.txt with npm's driver. Start the development database in memory, then:
//   NODE_PATH=<folder with npm's mongodb@7>/node_modules node record.js mongodb://127.0.0.1:<port>
const { execFileSync } = require('child_process');
const { writeFileSync } = require('fs');
const path = require('path');

const output = execFileSync(process.execPath, [path.join(__dirname, 'all.js'), process.argv[2]]);
writeFileSync(path.join(__dirname, 'golden.txt'), output);
