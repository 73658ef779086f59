'use strict';

// Releases of Express 4 before the newest: what each answers otherwise, by the release that changed it.

const older = require('../../older');

/** Whether the release came before another; both as `4.17.1`. */
function isBefore(release, other) {
  const [, minor, patch] = release.split('.').map(Number);
  const [, otherMinor, otherPatch] = other.split('.').map(Number);
  return minor < otherMinor || (minor === otherMinor && patch < otherPatch);
}

function pathsOf(before) {
  if (before('4.20.0')) return require('./path');
  if (before('4.21.2')) return '0.1.10';
  return before('4.22.0') ? '0.1.12' : undefined;
}

function describe(before) {
  older.qs = {
    arrayLimit: 20,
    plainAsKeys: true,
    before614: before('4.22.0'),
    rawBrackets: before('4.21.0'),
    before66: before('4.17.0')
  };
  older.paths = pathsOf(before);
  if (before('4.22.0')) {
    older.bodies = {
      takesAnyLimit: true,
      anyDepth: before('4.20.0'),
      strictError: before('4.18.3') ? require('./strict-error')(before) : undefined,
      readsAsBefore418: before('4.18.0')
    };
  }
  if (before('4.18.0')) {
    older.reasons = require('./reasons')(before);
    older.sendBody = require('./send-body');
  }
  if (before('4.17.0')) older.mediaTypes = require('./media-types');
  if (before('4.20.0')) older.page = require('./page')(before, older.reasons);
  if (before('4.18.0')) older.files = require('./files');
}

/** What `require('express')` answers in a release before the newest. */
module.exports = function speakAs(release) {
  const before = (other) => isBefore(release, other);
  describe(before);
  const express = require('../../npm/express4');
  if (before('4.21.1')) require('./cookie')(express.response, before);
  if (before('4.21.0')) require('./response')(express.response, before);
  if (before('4.18.0')) require('./application')(express.application, before);
  if (before('4.17.0')) {
    require('./request')(express.request);
    delete express.raw;
    delete express.text;
  }
  return express;
};
