/**
 * app.js
 *
 * Use `app.js` to run your app without `sails lift`.
 */

// Ensure we're in the project directory, so cwd-relative paths work as expected
process.chdir(__dirname);

var sails;
var rc;
try {
  sails = require('sails');
  rc = require('sails/accessible/rc');
} catch (err) {
  console.error('Encountered an error when attempting to require(\'sails\'):');
  console.error(err.stack);
  return;
}

sails.lift(rc('sails'));
