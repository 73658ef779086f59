/**
 * Threads of an app beside its main one: messages between their loops, and what starts and ends them. Each has a loop and a
 * context of its own; what one gives to another is copied, moved or made to be shared.
 */
@NullMarked
package io.cortado.node.worker;

import org.jspecify.annotations.NullMarked;
