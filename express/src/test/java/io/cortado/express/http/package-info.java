@NullMarked
package io.cortado.express.http;

import org.jspecify.annotations.NullMarked;
