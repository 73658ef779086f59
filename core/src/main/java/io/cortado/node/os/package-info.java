/** What {@code os} tells of the machine. Any thread. */
@NullMarked
package io.cortado.node.os;

import org.jspecify.annotations.NullMarked;
