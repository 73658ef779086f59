/**
 * Secure contexts and handshakes of {@code tls}, from the JDK's engine. Runs on the loop; the costly steps of a handshake
 * on virtual threads.
 */
@NullMarked
package io.cortado.node.tls;

import org.jspecify.annotations.NullMarked;
