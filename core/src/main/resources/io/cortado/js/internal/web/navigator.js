'use strict';

/** The global `navigator`. */

class Navigator {
  get hardwareConcurrency() { return require('../os/os.js').availableParallelism(); }

  get language() { return Intl.DateTimeFormat().resolvedOptions().locale; }

  get languages() { return Object.freeze([this.language]); }

  get platform() { return process.platform === 'win32' ? 'Win32' : process.platform; }

  get userAgent() { return `Node.js/${process.versions.node.split('.')[0]}`; }
}

require('./idl.js').expose(Navigator);
delete Navigator.prototype[Symbol.toStringTag];

module.exports = { Navigator, navigator: new Navigator() };
