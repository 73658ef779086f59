/** Databases as folders of files, in the format of mongodump and mongorestore. */
@NullMarked
package io.cortado.mongo.backup;

import org.jspecify.annotations.NullMarked;
