(function (host) {
  'use strict';

  // The first script of a context. Loads internal modules from the class path, sets up the globals, and hands the few
  // functions that Java calls back to it.

  const internals = new Map();
  /** Modules of providers that are not shared, by the name of what they stand for. */
  const realms = new Map();
  const bindings = new Map();

  function internalBinding(name) {
    let binding = bindings.get(name);
    if (binding === undefined) {
      binding = host.binding(name);
      bindings.set(name, binding);
    }
    return binding;
  }

  function loadResource(path, requester, realm) {
    const modules = realm !== undefined && host.isContributed(path) ? realm : internals;
    let module = modules.get(path);
    if (module === undefined) {
      module = { id: path, filename: path, exports: {}, loaded: false, children: [], parent: requester };
      modules.set(path, module);
      if (path.endsWith('.json')) {
        module.exports = JSON.parse(host.text(path));
      } else {
        const slash = path.lastIndexOf('/');
        const contributed = host.isContributed(path);
        const binding = contributed ? host.contributedBinding(path) : internalBinding;
        try {
          host.compileInternal(path, contributed).call(
            module.exports, module.exports, requireFrom(path, module, realm), module, path, path.slice(0, slash), binding);
        } catch (error) {
          modules.delete(path);
          throw error;
        }
      }
      module.loaded = true;
    }
    return module.exports;
  }

  function requireFrom(path, module, realm) {
    function require(request) {
      const known = require.resolved.get(request);
      if (known !== undefined) {
        return loadResource(known, module, realm);
      }
      const target = host.resolveInternal(request, path);
      if (target === null) {
        const error = new Error(`Cannot find module '${request}'\nRequire stack:\n- ${path}`);
        error.code = 'MODULE_NOT_FOUND';
        throw error;
      }
      require.resolved.set(request, target);
      return loadResource(target, module, realm);
    }
    /** Loads a provider's module, and what it requires of that provider, for one name only. */
    require.apart = (name, request) => {
      if (!realms.has(name)) realms.set(name, new Map());
      return loadResource(host.resolveInternal(request, path), module, realms.get(name));
    };
    require.resolved = new Map();
    require.main = undefined;
    require.cache = {};
    return require;
  }

  const root = requireFrom('io/cortado/js/bootstrap.js', undefined);
  const tick = root('./internal/task/tick.js');
  const timers = root('./internal/task/timers.js');
  const rejections = root('./internal/process/rejections.js');
  root('./globals.js').install(globalThis);
  rejections.install();

  return {
    enter: tick.enter,
    drainTicks: tick.drainTicks,
    failed: tick.failed,
    interrupted: tick.interrupted,
    watch: () => root('./internal/async-hooks/async-context.js').watch(),
    runTimer: timers.runTimer,
    runImmediate: timers.runImmediate,
    beginImmediates: timers.beginImmediates,
    codedError: root('./internal/errors/coded-error.js'),
    settle: root('./internal/task/settle.js'),
    observe: (operations) => root('./internal/http/server/observed.js').install(operations),
    runMain: (path) => {
      const { process, options } = root('./internal/process/process.js');
      if (process.env.CORTADO_CHANNEL !== undefined) {
        root('./internal/child-process/channel.js').join(process);
        if (process.env.NODE_UNIQUE_ID !== undefined) root('./internal/cluster/child.js').setup();
      }
      const loader = root('./internal/loader/loader.js');
      return options.length === 0 ? loader.runMain(path) : root('./internal/loader/preload.js').start(loader, options, path);
    },
    runThread: () => {
      const { options } = root('./internal/process/process.js');
      root('./internal/worker-threads/inside.js').start(root('./internal/loader/loader.js'), options);
    },
    // The first answers do without streams (see internal/late.js); a server's first body should not wait for them.
    preload: () => internals.has('io/cortado/js/node/http.js') && root('./internal/stream/stream.js'),
    finish: () => root('./internal/process/process.js').finish(),
    end: () => root('./internal/process/process.js').end(),
    exit: (code) => root('./internal/process/process.js').process.exit(code),
    beforeExit: () => root('./internal/process/process.js').beforeExit(),
    signal: (name) => root('./internal/process/process.js').signal(name),
  };
});
