'use strict';

const access = internalBinding('java-access');

/** What makes something of Java's; the other functions ask what a value is. */
const MAKERS = new Set(['type', 'to', 'from', 'extend', 'super', 'synchronized', 'addToClasspath']);

/** The engine's `Java`, whose makers ask first whether their caller may use them. */
function guarded(java) {
  const own = {};
  for (const name of Object.getOwnPropertyNames(java)) {
    const original = java[name];
    own[name] = !MAKERS.has(name) ? original : {
      [name](...args) {
        const refusal = access.refusal(name);
        if (refusal !== null) throw require('../errors/coded-error.js')('CORTADO_JAVA_ACCESS', refusal);
        return Reflect.apply(original, java, args);
      },
    }[name];
  }
  return own;
}

module.exports = { guarded };
