/** Packages of npm that are native add-ons there, on Java libraries: which there are, and what their scripts call. */
@NullMarked
package io.cortado.addons;

import org.jspecify.annotations.NullMarked;
