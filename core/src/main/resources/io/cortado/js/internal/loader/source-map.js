'use strict';

/** `module.SourceMap`: where a place of generated text comes from (source maps, revision 3). */

const { validateObject } = require('../errors/validators.js');

const DIGITS = new Map([...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].map((digit, value) => [digit, value]));
const MORE = 32;
const LOW = 31;

/** The numbers of a segment: base64 digits of five bits, the lowest first, the sign in the lowest bit of all. */
function numbers(segment) {
  const found = [];
  let value = 0;
  let shift = 0;
  for (const digit of segment) {
    const bits = DIGITS.get(digit);
    if (bits === undefined) throw new SyntaxError(`'${digit}' is no digit of a source map's mappings`);
    value += (bits & LOW) * 2 ** shift;
    shift += 5;
    if ((bits & MORE) === 0) {
      const size = Math.floor(value / 2);
      found.push(value % 2 === 1 ? -size : size);
      value = 0;
      shift = 0;
    }
  }
  return found;
}

/** Adds the entries of one map, which begins at that place of the generated text. */
function decode(map, line, column, entries) {
  const { sources = [], names = [], sourceRoot } = map;
  const at = { source: 0, line: 0, column: 0, name: 0 };
  const named = (source) => (source && sourceRoot ? `${sourceRoot.replace(/\/$/, '')}/${source}` : source);
  map.mappings.split(';').forEach((text, row) => {
    let generated = row === 0 ? column : 0;
    if (text === '') return;
    for (const segment of text.split(',')) {
      if (segment === '') continue;
      const [step, source, toLine, toColumn, name] = numbers(segment);
      generated += step;
      const entry = { generatedLine: line + row, generatedColumn: generated };
      entries.push(entry);
      if (source === undefined) continue;
      at.source += source;
      at.line += toLine;
      at.column += toColumn;
      if (name !== undefined) at.name += name;
      Object.assign(entry, {
        originalSource: named(sources[at.source]), originalLine: at.line, originalColumn: at.column,
        name: name === undefined ? undefined : names[at.name],
      });
    }
  });
}

class SourceMap {
  #payload;
  #lineLengths;
  #entries = [];

  constructor(payload, { lineLengths } = {}) {
    validateObject(payload, 'payload');
    this.#payload = structuredClone(payload);
    this.#lineLengths = lineLengths === undefined ? undefined : [...lineLengths];
    for (const { offset, map } of payload.sections ?? [{ offset: { line: 0, column: 0 }, map: payload }]) {
      decode(map, offset.line, offset.column, this.#entries);
    }
    this.#entries.sort((a, b) => a.generatedLine - b.generatedLine || a.generatedColumn - b.generatedColumn);
  }

  get payload() { return structuredClone(this.#payload); }

  get lineLengths() { return this.#lineLengths === undefined ? undefined : [...this.#lineLengths]; }

  /** The last entry that does not begin behind that place, lines and columns counted from 0; `{}` where there is none. */
  findEntry(lineOffset, columnOffset) {
    const entries = this.#entries;
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const { generatedLine, generatedColumn } = entries[middle];
      if (lineOffset < generatedLine || (lineOffset === generatedLine && columnOffset < generatedColumn)) high = middle;
      else low = middle + 1;
    }
    return low === 0 ? {} : { ...entries[low - 1] };
  }

  /** The same for a place as stacks have it, counted from 1, moved on by its distance from the entry. */
  findOrigin(lineNumber, columnNumber) {
    const entry = this.findEntry(lineNumber - 1, columnNumber - 1);
    const { originalSource, originalLine, originalColumn, generatedLine, generatedColumn, name } = entry;
    if (originalSource === undefined) return {};
    return {
      name,
      fileName: originalSource,
      lineNumber: lineNumber - generatedLine + originalLine,
      columnNumber: columnNumber - generatedColumn + originalColumn,
    };
  }
}

module.exports = { SourceMap };
