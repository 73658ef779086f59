'use strict';

/** `process.allowedNodeEnvironmentFlags`: a set that nobody changes, and that finds a flag in all ways of writing it. */

const dashed = (text) => text.replace(/_/g, '-');

class NodeEnvironmentFlagsSet extends Set {
  #made = false;

  constructor(flags) {
    super();
    for (const flag of flags) super.add(flag);
    this.#made = true;
  }

  add(flag) {
    if (this.#made === false) super.add(flag);
    return this;
  }

  delete() {
    return false;
  }

  clear() {
    return undefined;
  }

  has(flag) {
    if (typeof flag !== 'string') return false;
    const [name] = dashed(flag).split('=', 1);
    const names = /^--?[a-z]/i.test(name) ? [name] : [`--${name}`, `-${name}`];
    return names.some((each) => super.has(each) || super.has(each.replace(/^--no-/, '--')));
  }
}

Object.defineProperty(NodeEnvironmentFlagsSet, 'name', { value: 'NodeEnvironmentFlagsSet' });

module.exports = Object.freeze(new NodeEnvironmentFlagsSet(internalBinding('options').inEnvironment()));
