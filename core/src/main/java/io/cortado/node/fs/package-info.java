/** Files, directories and watchers of {@code fs}. Bindings run on the loop, and their work on virtual threads. */
@NullMarked
package io.cortado.node.fs;

import org.jspecify.annotations.NullMarked;
