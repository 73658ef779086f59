/** Describes Java's classes to TypeScript. */
@NullMarked
package io.cortado.cli.types;

import org.jspecify.annotations.NullMarked;
