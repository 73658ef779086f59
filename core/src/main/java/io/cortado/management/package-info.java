/** What operators ask of a running app: health, metrics and the access log, on a port and in files of their own. */
@NullMarked
package io.cortado.management;

import org.jspecify.annotations.NullMarked;
