/** The changes of late, kept in the file for change streams. */
@NullMarked
package io.cortado.mongo.embedded.oplog;

import org.jspecify.annotations.NullMarked;
