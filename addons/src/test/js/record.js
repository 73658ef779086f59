'use strict';

// Records what a script prints on Node over npm's package; installed in a folder:
//   npm install bcrypt@6.0.0; NODE_PATH=<folder>/node_modules node record.js bcrypt bcrypt.6.txt
//   npm install bcrypt@4.0.1; NODE_PATH=<folder>/node_modules node record.js bcrypt bcrypt.4.txt texts
//   npm install bcryptjs@3.0.3; NODE_PATH=<folder>/node_modules node record.js bcryptjs bcryptjs.3.txt
//   npm install bcryptjs@2.4.3; NODE_PATH=<folder>/node_modules node record.js bcryptjs bcryptjs.2.txt
//   npm install argon2@0.45.1; NODE_PATH=<folder>/node_modules node record.js argon2 argon2.txt
//   npm install argon2@0.41.1; NODE_PATH=<folder>/node_modules node record.js argon2 argon2.0.41.txt
//   npm install sqlite3@5.1.7; NODE_PATH=<folder>/node_modules node record.js sqlite3 sqlite3.txt
const { execFileSync } = require('child_process');
const { writeFileSync } = require('fs');
const path = require('path');

const [name, recorded, ...args] = process.argv.slice(2);
const output = execFileSync(process.execPath, [path.join(__dirname, `${name}.js`), ...args]);
writeFileSync(path.join(__dirname, recorded), output);
