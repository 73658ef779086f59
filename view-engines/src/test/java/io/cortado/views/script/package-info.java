/** Tests of the JavaScript that templates become. */
@NullMarked
package io.cortado.views.script;

import org.jspecify.annotations.NullMarked;
