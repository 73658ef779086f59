'use strict';

// Finds V8's words for the first thing wrong with a text that JSON.parse has refused.

const CONTEXT = 10;
const SPECIAL = new Set(['NaN', 'Infinity', 'undefined', '[object Object]']);

class Found {
  constructor(message) {
    this.message = message;
  }
}

class Scanner {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  space() {
    for (;;) {
      const c = this.text.charCodeAt(this.at);
      if (c !== 0x20 && c !== 0x0a && c !== 0x0d && c !== 0x09) return;
      this.at++;
    }
  }

  fail(words) {
    throw new Found(`${words} in JSON at position ${this.at}`);
  }

  /** What stands here cannot stand here. */
  unexpected() {
    const { text, at } = this;
    if (at >= text.length) throw new Found(SPECIAL.has(text) ? `"${text}" is not valid JSON` : 'Unexpected end of JSON input');
    const c = text[at];
    if (c === '-' || (c >= '0' && c <= '9')) this.fail('Unexpected number');
    if (c === '"') this.fail('Unexpected string');
    if (SPECIAL.has(text)) throw new Found(`"${text}" is not valid JSON`);
    throw new Found(`Unexpected token '${c}', ${this.context()} is not valid JSON`);
  }

  context() {
    const { text, at } = this;
    if (text.length < 2 * CONTEXT + 1) return `"${text}"`;
    if (at < CONTEXT) return `"${text.slice(0, at + CONTEXT)}"...`;
    if (at < text.length - CONTEXT) return `..."${text.slice(at - CONTEXT, at + CONTEXT)}"...`;
    return `..."${text.slice(at - CONTEXT)}"`;
  }

  /** Reads values with a stack of its own: what is refused may be nested as deep as an attacker likes. */
  document() {
    const open = [];
    for (;;) {
      this.space();
      const c = this.text[this.at];
      if (c === '{' || c === '[') {
        this.at++;
        this.space();
        if (this.text[this.at] === (c === '{' ? '}' : ']')) {
          this.at++;
        } else {
          open.push(c);
          if (c === '{') this.key("Expected property name or '}'", true);
          continue;
        }
      } else {
        this.scalar(c);
      }
      if (!this.afterValue(open)) return;
    }
  }

  /** Closes what ends here; returns whether another value follows. */
  afterValue(open) {
    for (;;) {
      this.space();
      if (open.length === 0) {
        if (this.at < this.text.length) {
          throw new Found(`Unexpected non-whitespace character after JSON at position ${this.at}`);
        }
        return false;
      }
      const inObject = open[open.length - 1] === '{';
      const c = this.text[this.at];
      if (c === ',') {
        this.at++;
        if (inObject) this.key('Expected double-quoted property name', false);
        return true;
      }
      if (c !== (inObject ? '}' : ']')) {
        this.fail(inObject ? "Expected ',' or '}' after property value" : "Expected ',' or ']' after array element");
      }
      this.at++;
      open.pop();
    }
  }

  key(otherwise, first) {
    this.space();
    if (this.text[this.at] !== '"') this.fail(otherwise);
    this.string();
    this.space();
    if (this.text[this.at] !== ':') {
      if (first) this.fail("Expected ':' after property name");
      this.unexpected();
    }
    this.at++;
  }

  scalar(c) {
    if (c === '"') this.string();
    else if (c === '-' || (c >= '0' && c <= '9')) this.number();
    else if (c === 't') this.literal('true');
    else if (c === 'f') this.literal('false');
    else if (c === 'n') this.literal('null');
    else this.unexpected();
  }

  literal(word) {
    for (const c of word) {
      if (this.text[this.at] !== c) this.unexpected();
      this.at++;
    }
  }

  digits() {
    const start = this.at;
    while (this.text[this.at] >= '0' && this.text[this.at] <= '9') this.at++;
    return this.at - start;
  }

  number() {
    if (this.text[this.at] === '-') {
      this.at++;
      if (!(this.text[this.at] >= '0' && this.text[this.at] <= '9')) this.fail('No number after minus sign');
    }
    if (this.text[this.at] === '0') {
      this.at++;
      if (this.text[this.at] >= '0' && this.text[this.at] <= '9') this.fail('Unexpected number');
    } else {
      this.digits();
    }
    if (this.text[this.at] === '.') {
      this.at++;
      if (this.digits() === 0) this.fail('Unterminated fractional number');
    }
    if (this.text[this.at] === 'e' || this.text[this.at] === 'E') {
      this.at++;
      if (this.text[this.at] === '+' || this.text[this.at] === '-') this.at++;
      if (this.digits() === 0) this.fail('Exponent part is missing a number');
    }
  }

  string() {
    this.at++;
    for (;;) {
      if (this.at >= this.text.length) this.fail('Unterminated string');
      const c = this.text.charCodeAt(this.at);
      if (c === 0x22) {
        this.at++;
        return;
      }
      if (c < 0x20) this.fail('Bad control character in string literal');
      if (c === 0x5c) this.escape();
      else this.at++;
    }
  }

  escape() {
    this.at++;
    if (this.at >= this.text.length) this.unexpected();
    const c = this.text[this.at];
    if (c === 'u') {
      this.at++;
      for (let i = 0; i < 4; i++, this.at++) {
        if (this.at >= this.text.length) this.fail('Bad Unicode escape');
        if (!/[0-9a-fA-F]/.test(this.text[this.at])) this.fail('Bad Unicode escape');
      }
    } else if ('"\\/bfnrt'.includes(c)) {
      this.at++;
    } else {
      this.fail('Bad escaped character');
    }
  }
}

function explain(text) {
  try {
    new Scanner(text).document();
  } catch (found) {
    if (found instanceof Found) return found.message;
    throw found;
  }
  return null;
}

module.exports = { explain };
