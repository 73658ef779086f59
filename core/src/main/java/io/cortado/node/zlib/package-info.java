/** Compressions of {@code zlib}. Bindings run on the loop, codecs on one thread at a time. */
@NullMarked
package io.cortado.node.zlib;

import org.jspecify.annotations.NullMarked;
