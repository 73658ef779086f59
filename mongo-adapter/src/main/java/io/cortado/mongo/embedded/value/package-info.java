/** BSON values: their order, types, numbers, collations and regular expressions. */
@NullMarked
package io.cortado.mongo.embedded.value;

import org.jspecify.annotations.NullMarked;
