'use strict';

// Finds the layers of a stack that a path leads to, without asking each of them. Their paths are in a table of Java's; a
// list of layers that some path leads to is a plan, and the layers of a plan, with what there is to know of them, are its
// steps.

const UPPER = () => /[A-Z]/;

/** A path of plain and `:name` segments as the table takes it; null where it cannot. */
function pathOf({ segments, sensitive }) {
  let path = '';
  for (const { text, name } of segments) {
    if (name === null && (text === '' || text[0] === ':' || (sensitive && UPPER().test(text)))) return null;
    path += '/' + (name === null ? text : ':');
  }
  return path;
}

/** A layer of a plan, at its position in the stack. */
class Step {
  constructor(layer, position, patterns) {
    this.layer = layer;
    this.position = position;
    const only = patterns !== null && patterns.length === 1 && patterns[0].certain ? patterns[0] : null;
    /** Whether a path that leads here matches, so that the layer need not be asked. */
    this.certain = only !== null;
    /** Names of parameters, and where in the plan's values theirs are. */
    this.keys = only === null ? [] : only.segments.filter(({ name }) => name !== null).map(({ name }) => name);
    this.slots = [];
    /** Where in the plan's values the part of the path is that the layer takes off; -1 for none. */
    this.prefix = -1;
    this.depth = only !== null && !only.end ? only.segments.length : 0;
  }
}

/** The layers that some path leads to. */
class Plan {
  constructor(steps) {
    this.steps = steps;
    /** Numbers of segments whose text is wanted, and of leading segments that are taken off. */
    this.segments = [];
    this.prefixes = [];
    this.hasValues = false;
    for (const step of steps) {
      if (!step.certain) continue;
      this.place(step);
    }
  }

  place(step) {
    const { segments } = step.layer.matchers[0];
    segments.forEach(({ name }, i) => {
      if (name !== null) step.slots.push(this.segments.push(i) - 1);
    });
    if (step.depth > 0) step.prefix = this.prefixes.push(step.depth) - 1;
    if (segments.some(({ name }) => name !== null) || step.depth > 0) this.hasValues = true;
  }
}

class LayerIndex {
  /**
   * @param {object[]} layers
   * @param {Array<Array<{segments: object[], end: boolean, exact: boolean}>|null>} patterns the paths of each layer, or
   *     null when it has to be asked about every path
   */
  constructor(layers, patterns) {
    this.layers = layers;
    this.patterns = patterns;
    this.table = binding.routeTable();
    this.plans = [];
    this.all = null;
    patterns.forEach((list, position) => this.add(list, position));
  }

  add(patterns, position) {
    const paths = patterns === null ? [null] : patterns.map(pathOf);
    if (paths.includes(null)) {
      this.table.ask(position);
      return;
    }
    patterns.forEach(({ end, exact }, i) => this.table.add(position, paths[i], end, exact));
  }

  /** The plan that asks every layer. */
  askAll() {
    return (this.all ??= new Plan(this.layers.map((layer, i) => new Step(layer, i, null))));
  }

  /** The plan of a number that `table.find` gave. */
  plan(number) {
    if (number < 0) return this.askAll();
    const steps = Array.from(this.table.layers(number), (i) => new Step(this.layers[i], i, this.asked(i) ? null : this.patterns[i]));
    return (this.plans[number] = new Plan(steps));
  }

  asked(position) {
    const patterns = this.patterns[position];
    return patterns === null || patterns.some((pattern) => pathOf(pattern) === null);
  }
}

module.exports = LayerIndex;
