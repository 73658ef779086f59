'use strict';

/** HTTP/2's settings in the form of a SETTINGS frame (RFC 9113, 6.5). */

const { Buffer } = require('../buffer/buffer.js');
const { codes, define } = require('../errors/errors.js');

define('ERR_HTTP2_INVALID_SETTING_VALUE', 'Invalid value for setting "%s": %s', TypeError);
define('ERR_HTTP2_INVALID_PACKED_SETTINGS_LENGTH', 'Packed settings length must be a multiple of six', RangeError);

/** Names in the order of their numbers, with the least and the greatest value. */
const SETTINGS = [
  [1, 'headerTableSize', 0, 2 ** 32 - 1],
  [2, 'enablePush', 'boolean'],
  [3, 'maxConcurrentStreams', 0, 2 ** 32 - 1],
  [4, 'initialWindowSize', 0, 2 ** 32 - 1],
  [5, 'maxFrameSize', 16384, 2 ** 24 - 1],
  [6, 'maxHeaderListSize', 0, 2 ** 32 - 1],
  [8, 'enableConnectProtocol', 'boolean'],
];
const RECORD = 6;

function getDefaultSettings() {
  return Object.assign(Object.create(null), {
    headerTableSize: 4096, enablePush: true, initialWindowSize: 65535, maxFrameSize: 16384,
    maxConcurrentStreams: 4294967295, maxHeaderSize: 65535, maxHeaderListSize: 65535, enableConnectProtocol: false,
  });
}

function refuse(name, value, isRange) {
  const error = new codes.ERR_HTTP2_INVALID_SETTING_VALUE(name, value);
  if (!isRange) return error;
  const range = Object.assign(new RangeError(error.message), { code: error.code });
  return range;
}

function numberOf([, name, least, greatest], value) {
  if (least === 'boolean') {
    if (typeof value !== 'boolean') throw refuse(name, value, false);
    return value ? 1 : 0;
  }
  if (typeof value !== 'number' || !(value >= least && value <= greatest)) throw refuse(name, value, true);
  return value;
}

function getPackedSettings(given) {
  require('../errors/validators.js').validateObject(given ?? {}, 'settings');
  return packed(given);
}

/** Settings whose values are such as they may be. */
function checked(given) {
  packed(given);
  return given;
}

/** The records of a SETTINGS frame. */
function packed(given) {
  const wanted = { ...given };
  wanted.maxHeaderListSize ??= wanted.maxHeaderSize;
  const records = [];
  for (const setting of SETTINGS) {
    const value = wanted[setting[1]];
    if (value === undefined) continue;
    const record = Buffer.alloc(RECORD);
    record.writeUInt16BE(setting[0], 0);
    record.writeUInt32BE(numberOf(setting, value), 2);
    records.push(record);
  }
  return Buffer.concat(records);
}

function getUnpackedSettings(packed, options) {
  if (!ArrayBuffer.isView(packed) || packed instanceof DataView) {
    throw new codes.ERR_INVALID_ARG_TYPE('buf', ['Buffer', 'TypedArray'], packed);
  }
  if (packed.length % RECORD !== 0) throw new codes.ERR_HTTP2_INVALID_PACKED_SETTINGS_LENGTH();
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  const settings = {};
  const custom = {};
  for (let at = 0; at < bytes.length; at += RECORD) {
    const id = bytes.readUInt16BE(at);
    const value = bytes.readUInt32BE(at + 2);
    const known = SETTINGS.find(([number]) => number === id);
    if (known === undefined) custom[id] = value;
    else settings[known[1]] = known[2] === 'boolean' ? value !== 0 : value;
    if (id === 6) settings.maxHeaderSize = value;
  }
  if (options?.validate) getPackedSettings(settings);
  return Object.keys(custom).length > 0 ? { customSettings: custom, ...settings } : settings;
}

/** Settings from their values by number, as a session shows them. */
function settingsOf(values) {
  return {
    headerTableSize: values[1], enablePush: values[2] !== 0, initialWindowSize: values[4], maxFrameSize: values[5],
    maxConcurrentStreams: values[3], maxHeaderListSize: values[6], maxHeaderSize: values[6], enableConnectProtocol: values[8] !== 0,
  };
}

/** Limits that are not kept here: to raise them is to want what there is already. */
const UNLIMITED = { maxSessionMemory: 10, maxSendHeaderBlockLength: 65535 };

/** Refuses options that would change how frames are read or written. */
function refuseOptions(api, options, names) {
  const { unsupported } = require('../errors/errors.js');
  for (const name of names) {
    if (options[name]) throw unsupported(`${api}: options.${name}`, 'frames, windows and their limits are fixed');
  }
  for (const name of Object.keys(UNLIMITED)) {
    if (options[name] < UNLIMITED[name]) throw unsupported(`${api}: options.${name} below ${UNLIMITED[name]}`, 'limit the settings');
  }
}

module.exports = {
  refuseOptions, getDefaultSettings, getPackedSettings, getUnpackedSettings, packed, checked, settingsOf,
};
