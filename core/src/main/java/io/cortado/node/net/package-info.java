/**
 * Sockets and servers of {@code net}, and addresses as text. Handles run on the loop, their poller on a thread of its own.
 */
@NullMarked
package io.cortado.node.net;

import org.jspecify.annotations.NullMarked;
