@NullMarked
package io.cortado.express.development;

import org.jspecify.annotations.NullMarked;
