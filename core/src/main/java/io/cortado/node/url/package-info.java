/** What stands under {@code url}: parsing, text and hosts of URLs. Each class says its thread. */
@NullMarked
package io.cortado.node.url;

import org.jspecify.annotations.NullMarked;
