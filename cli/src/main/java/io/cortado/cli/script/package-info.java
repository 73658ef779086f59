/** Runs the scripts of a package.json, with Cortado as their {@code node}. */
@NullMarked
package io.cortado.cli.script;

import org.jspecify.annotations.NullMarked;
