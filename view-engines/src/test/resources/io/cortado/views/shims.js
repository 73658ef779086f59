'use strict';

/* Just enough of Node's modules for the view engines to run without the runtime's own. */
globalThis.process = { env: {}, cwd: () => '/work-dir' };
globalThis.shims = (function () {
  function normalize(file) {
    const absolute = file.startsWith('/');
    const parts = [];
    for (const part of file.split('/')) {
      if (part === '..' && parts.length > 0 && parts[parts.length - 1] !== '..') {
        parts.pop();
      } else if (part !== '' && part !== '.' && !(part === '..' && absolute)) {
        parts.push(part);
      }
    }
    return (absolute ? '/' : '') + parts.join('/') + (file.endsWith('/') && parts.length > 0 ? '/' : '') || '.';
  }
  const path = {
    sep: '/',
    normalize,
    join: (...parts) => normalize(parts.filter((part) => part !== '').join('/')),
    resolve: (...parts) => {
      const all = ['/work-dir', ...parts];
      const start = all.findLastIndex((part) => part.startsWith('/'));
      return normalize(all.slice(start).join('/')).replace(/(.)\/$/, '$1');
    },
    dirname: (file) => file.replace(/\/?[^/]*\/?$/, '') || (file.startsWith('/') ? '/' : '.'),
    basename: (file, end = '') => {
      const name = file.replace(/\/$/, '').replace(/^.*\//, '');
      return end && name.endsWith(end) ? name.slice(0, -end.length) : name;
    },
    extname: (file) => (/[^/](\.[^./]*)$/.exec(file) || ['', ''])[1],
    isAbsolute: (file) => file.startsWith('/'),
    relative: (from, to) => {
      const a = path.resolve(from).split('/');
      const b = path.resolve(to).split('/');
      while (a.length > 0 && a[0] === b[0]) {
        a.shift();
        b.shift();
      }
      return [...a.filter(Boolean).map(() => '..'), ...b].join('/');
    },
  };
  function missing(call, file) {
    return Object.assign(new Error('ENOENT: no such file or directory, ' + call + " '" + file + "'"),
      { code: 'ENOENT', errno: -2, syscall: call, path: file });
  }
  function readFileSync(file) {
    const text = javaRead(String(file));
    if (text === null) {
      throw missing('open', file);
    }
    return text;
  }
  function readdirSync(folder) {
    const text = javaList(String(folder));
    if (text === null) {
      throw missing('scandir', folder);
    }
    return (text ? text.split('\n') : []).map((line) => ({
      name: line.slice(1), isDirectory: () => line[0] === 'd', isFile: () => line[0] === 'f', isSymbolicLink: () => false,
    }));
  }
  function callback(work) {
    return (file, options, done) => {
      const settle = done || options;
      let value;
      try {
        value = work(file);
      } catch (error) {
        return settle(error);
      }
      return settle(null, value);
    };
  }
  const existsSync = (file) => {
    try {
      readFileSync(file);
      return true;
    } catch {
      return false;
    }
  };
  const fs = {
    existsSync,
    readFileSync,
    readdirSync,
    readFile: callback(readFileSync),
    readdir: callback(readdirSync),
    promises: {
      readFile: async (file) => readFileSync(file),
      readdir: async (folder) => readdirSync(folder),
    },
  };
  const createRequire = () => ({
    resolve(name) {
      throw Object.assign(new Error("Cannot find module '" + name + "'"), { code: 'MODULE_NOT_FOUND' });
    },
  });
  class AssertionError extends Error {
    constructor(options) {
      super(options.message);
      this.code = 'ERR_ASSERTION';
    }
  }
  return { path, fs, util: {}, module: { createRequire }, assert: { AssertionError } };
})();
