package io.cortado.cli.build;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file in what is built.
 *
 * @param path where it lies there, relative, with slashes
 * @param source what is in it
 * @param executable whether it can be run
 * @param link what it points to where it is a link, else null
 */
record PackedFile(String path, Path source, boolean executable, @Nullable String link) {}
