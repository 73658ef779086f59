'use strict';

/**
 * Gives a class properties that can be read only, each by what it reads of an instance. Like those of a class body
 * they are the prototype's own and not listed.
 */
function readers({ prototype }, table) {
  for (const [name, read] of Object.entries(table)) {
    const accessor = Object.getOwnPropertyDescriptor({ get [name]() { return read(this); } }, name);
    Object.defineProperty(prototype, name, { ...accessor, enumerable: false });
  }
}

module.exports = { readers };
