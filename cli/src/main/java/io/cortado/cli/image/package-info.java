/** Builds the relinked Java runtime and the AOT cache that make Cortado start fast. */
@NullMarked
package io.cortado.cli.image;

import org.jspecify.annotations.NullMarked;
