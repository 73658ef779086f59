/** Handlebars: from Handlebars.java's syntax tree to one JavaScript function with handlebars.js's semantics. */
@NullMarked
package io.cortado.views.handlebars;

import org.jspecify.annotations.NullMarked;
