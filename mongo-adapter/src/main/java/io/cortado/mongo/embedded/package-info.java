/** The development database: a MongoDB wire-protocol server with file storage that runs inside the process. */
@NullMarked
package io.cortado.mongo.embedded;

import org.jspecify.annotations.NullMarked;
