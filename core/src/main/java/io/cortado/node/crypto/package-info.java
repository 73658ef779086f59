/**
 * Digests, ciphers, keys and signatures of {@code crypto}, from the JDK's providers. Bindings run on the loop, the rest
 * on any thread.
 */
@NullMarked
package io.cortado.node.crypto;

import org.jspecify.annotations.NullMarked;
