'use strict';

/** Extensions whose media type was another before 4.17, or none. */
const OTHERS = {
  'application/x-bdoc': 'bdoc',
  'application/font-woff': 'woff',
  'application/font-woff2': 'woff2',
  'application/x-msdownload': 'exe dll msi',
  'application/x-debian-package': 'deb',
  'application/x-apple-diskimage': 'dmg',
  'application/x-iso9660-image': 'iso',
  'text/rtf': 'rtf',
  'text/x-org': 'org',
  'application/x-pilot': 'pdb prc',
  'application/x-font-ttf': 'ttf ttc',
  'application/x-msmetafile': 'wmz',
  'text/xml': 'xml',
  'audio/x-m4a': 'm4a',
  'audio/x-wav': 'wav',
  'audio/x-realaudio': 'ra',
  'image/x-ms-bmp': 'bmp',
  'video/jpm': 'jpm'
};

const UNKNOWN = ['raml', 'wasm', 'jp2', 'jpg2', 'jpx', 'jpf'];

/** Changes a map of extensions to types. */
module.exports = function amend(types) {
  for (const type of Object.keys(OTHERS)) {
    for (const extension of OTHERS[type].split(' ')) types[extension] = type;
  }
  for (const extension of UNKNOWN) delete types[extension];
};
