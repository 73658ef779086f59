/**
 * The process, its standard streams and its children: {@code process}, {@code tty}, {@code child_process}. Bindings run
 * on the loop.
 */
@NullMarked
package io.cortado.node.process;

import org.jspecify.annotations.NullMarked;
