/** Tests of reading Handlebars templates. */
@NullMarked
package io.cortado.views.handlebars;

import org.jspecify.annotations.NullMarked;
