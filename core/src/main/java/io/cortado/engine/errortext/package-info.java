/**
 * What errors of the engine and of its parser say, in V8's words: where they are seen, what of the source they concern, and
 * the words, which are pure. Runs on the loop, where errors are thrown.
 */
@NullMarked
package io.cortado.engine.errortext;

import org.jspecify.annotations.NullMarked;
