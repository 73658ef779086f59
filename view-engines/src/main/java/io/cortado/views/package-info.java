/** View engines as {@code require()}-able modules: pug, handlebars, hbs and express-handlebars. */
@NullMarked
package io.cortado.views;

import org.jspecify.annotations.NullMarked;
