/** The JavaScript that templates of every engine become, and the pages it writes: names, texts, escaping. Any thread. */
@NullMarked
package io.cortado.views.script;

import org.jspecify.annotations.NullMarked;
