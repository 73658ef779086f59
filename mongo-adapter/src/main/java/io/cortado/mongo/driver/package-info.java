/** The MongoDB Java driver as the adapter uses it: shared pools, raw commands, compact replies. */
@NullMarked
package io.cortado.mongo.driver;

import org.jspecify.annotations.NullMarked;
