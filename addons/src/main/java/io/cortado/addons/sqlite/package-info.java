/** SQLite over its own code in sqlite-jdbc: what {@code sqlite3} is made of. */
@NullMarked
package io.cortado.addons.sqlite;

import org.jspecify.annotations.NullMarked;
