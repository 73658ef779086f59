/** Where the documents lie: the codec, records, collections and their catalog, and transactions over them. */
@NullMarked
package io.cortado.mongo.embedded.store;

import org.jspecify.annotations.NullMarked;
