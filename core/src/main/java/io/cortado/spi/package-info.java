/** The service-provider interface: how view-engines, mongo-adapter and third parties add modules. */
@NullMarked
package io.cortado.spi;

import org.jspecify.annotations.NullMarked;
