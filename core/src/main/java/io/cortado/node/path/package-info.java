/** What stands under {@code path}: how paths are spelled, never what is in the file system. Each class says its thread. */
@NullMarked
package io.cortado.node.path;

import org.jspecify.annotations.NullMarked;
