/** Pug: from a template to one JavaScript function that runs in the app's own context. */
@NullMarked
package io.cortado.views.pug;

import org.jspecify.annotations.NullMarked;
