@NullMarked
package io.cortado.node.worker;

import org.jspecify.annotations.NullMarked;
