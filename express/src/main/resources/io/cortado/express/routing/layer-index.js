'use strict';

// Finds the layers of a stack that a path may match without asking each of them. Paths of plain and `:name` segments
// stand in a tree; an automaton over it is built as paths come in, so that a path costs one look-up per segment.
// The answer may name a layer too many, never one too few: the layer itself has the last word.

const SLASH = 0x2f;
const MAX_STATES = 4096;
const MAX_KNOWN = 4096;

class Node {
  constructor() {
    this.statics = new Map();
    this.param = null;
    /** Layers whose path ends here. */
    this.exact = [];
    /** Layers whose path begins with this one. */
    this.prefix = [];
  }

  descend(segments) {
    let node = this;
    for (const { text, name } of segments) {
      if (name !== null) {
        node = node.param || (node.param = new Node());
        continue;
      }
      const key = text.toLowerCase();
      if (!node.statics.has(key)) node.statics.set(key, new Node());
      node = node.statics.get(key);
    }
    return node;
  }
}

function union(lists) {
  return Int32Array.from(new Set(lists.flatMap((list) => [...list]))).sort();
}

/** A set of tree nodes that the segments so far lead to. */
class State {
  constructor(nodes, prefixes) {
    this.nodes = nodes;
    /** Layers that match whatever follows. */
    this.prefixes = union([prefixes, ...nodes.map((node) => node.prefix)]);
    /** Layers that match when the path ends here. */
    this.here = union([this.prefixes, ...nodes.map((node) => node.exact)]);
    this.next = new Map();
    this.otherwise = null;
  }
}

class LayerIndex {
  /**
   * @param {Array<Array<{segments: object[], end: boolean}>|null>} layers the paths of each layer, or null when it has
   *     to be asked about every path
   */
  constructor(layers) {
    const root = new Node();
    const always = [];
    layers.forEach((patterns, i) => {
      if (patterns === null) {
        always.push(i);
        return;
      }
      for (const { segments, end } of patterns) {
        const node = root.descend(segments);
        (end ? node.exact : node.prefix).push(i);
      }
    });
    this.root = new State([root], always);
    this.states = 1;
    /** Answers for paths without parameters, by the path as it was sent. */
    this.known = new Map();
  }

  step(state, segment) {
    const known = state.next.get(segment);
    if (known !== undefined) return known;
    const { nodes } = state;
    const targets = [];
    let named = false;
    for (let i = 0; i < nodes.length; i++) {
      const child = nodes[i].statics.get(segment);
      if (child !== undefined) {
        targets.push(child);
        named = true;
      }
    }
    if (!named && state.otherwise !== null) return state.otherwise;
    for (const node of nodes) {
      if (node.param !== null) targets.push(node.param);
    }
    const target = new State(targets, state.prefixes);
    if (this.states < MAX_STATES) {
      this.states++;
      if (named) state.next.set(segment, target);
      else state.otherwise = target;
    }
    return target;
  }

  /**
   * The positions of the layers that may match a path, in order; null when any may.
   * @param {string} path
   * @returns {Int32Array|null}
   */
  candidates(path) {
    if (path.charCodeAt(0) !== SLASH || path.indexOf('//') !== -1) return null;
    const text = path.toLowerCase();
    let end = text.length;
    if (end > 1 && text.charCodeAt(end - 1) === SLASH) end--;
    let state = this.root;
    let named = true;
    for (let start = 1; start <= end && end > 1;) {
      let slash = text.indexOf('/', start);
      if (slash === -1 || slash > end) slash = end;
      if (state.nodes.length === 0) return state.prefixes;
      const next = this.step(state, text.substring(start, slash));
      if (next === state.otherwise) named = false;
      state = next;
      start = slash + 1;
    }
    if (named && text === path && this.known.size < MAX_KNOWN) this.known.set(path, state.here);
    return state.here;
  }
}

module.exports = LayerIndex;
