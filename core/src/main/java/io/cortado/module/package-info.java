/** Module resolution and loading as Node's CommonJS defines them. */
@NullMarked
package io.cortado.module;

import org.jspecify.annotations.NullMarked;
