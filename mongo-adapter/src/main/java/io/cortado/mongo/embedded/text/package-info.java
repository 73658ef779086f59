/** Words of texts, as text indexes have them. */
@NullMarked
package io.cortado.mongo.embedded.text;

import org.jspecify.annotations.NullMarked;
