/** Bytes and text of {@code buffer}, and how both cross the border wherever they do. Each class says its thread. */
@NullMarked
package io.cortado.node.buffer;

import org.jspecify.annotations.NullMarked;
