/** The numbers of BSON that JavaScript has none for: 64-bit integers and 128-bit decimals. */
@NullMarked
package io.cortado.mongo.bson;

import org.jspecify.annotations.NullMarked;
