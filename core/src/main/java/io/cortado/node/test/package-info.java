/** What is written of tests that {@code node:test} runs. */
@NullMarked
package io.cortado.node.test;

import org.jspecify.annotations.NullMarked;
