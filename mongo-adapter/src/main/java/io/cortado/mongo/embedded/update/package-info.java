/** Updates: operators, replacements and pipelines applied to a document. */
@NullMarked
package io.cortado.mongo.embedded.update;

import org.jspecify.annotations.NullMarked;
