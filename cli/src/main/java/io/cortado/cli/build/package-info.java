/** Packs an app together with Cortado: archives, images, descriptions for clusters. */
@NullMarked
package io.cortado.cli.build;

import org.jspecify.annotations.NullMarked;
