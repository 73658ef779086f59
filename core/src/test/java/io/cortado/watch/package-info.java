@NullMarked
package io.cortado.watch;

import org.jspecify.annotations.NullMarked;
