/**
 * What Node's core modules share in Java: system errors as libuv's numbers, what keeps the process alive, names of files. The
 * packages below hold one core module each, by its name or by that of its nearest; their bindings run on the loop.
 */
@NullMarked
package io.cortado.node;

import org.jspecify.annotations.NullMarked;
