/** Names and addresses of {@code dns}. Runs on the loop, and asks on virtual threads. */
@NullMarked
package io.cortado.node.dns;

import org.jspecify.annotations.NullMarked;
