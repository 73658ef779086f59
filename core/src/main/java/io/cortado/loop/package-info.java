/** The event loop: one Undertow (XNIO) I/O thread that runs JavaScript, timers and everything posted to it. */
@NullMarked
package io.cortado.loop;

import org.jspecify.annotations.NullMarked;
