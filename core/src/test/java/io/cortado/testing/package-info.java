/** What core's tests share: apps started in this JVM, and raw connections to them. */
@NullMarked
package io.cortado.testing;

import org.jspecify.annotations.NullMarked;
