/** What stands under {@code util.inspect}: quotes, widths and lines of text. Each class says its thread. */
@NullMarked
package io.cortado.node.inspect;

import org.jspecify.annotations.NullMarked;
