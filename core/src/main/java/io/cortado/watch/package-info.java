/** What is to be known for starting an app anew when its files change: which of them have. */
@NullMarked
package io.cortado.watch;

import org.jspecify.annotations.NullMarked;
