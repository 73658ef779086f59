/** TypeScript without its types: what a program's text is when all that stands for no code is blank. */
@NullMarked
package io.cortado.typescript;

import org.jspecify.annotations.NullMarked;
