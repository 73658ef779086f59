/** Java libraries for an app: {@code cortado install} resolves what package.json names and writes what it got into a lock file. */
@NullMarked
package io.cortado.cli.maven;

import org.jspecify.annotations.NullMarked;
