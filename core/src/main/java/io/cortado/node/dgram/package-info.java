/** UDP sockets for {@code dgram}. Handles run on the loop, their poller on a thread of its own. */
@NullMarked
package io.cortado.node.dgram;

import org.jspecify.annotations.NullMarked;
