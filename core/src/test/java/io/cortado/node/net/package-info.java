@NullMarked
package io.cortado.node.net;

import org.jspecify.annotations.NullMarked;
