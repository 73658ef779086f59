package io.cortado;

import java.nio.file.Path;
import java.util.List;

/**
 * What makes an app start anew, and what is said of it.
 *
 * @param command the app and its arguments as typed
 * @param paths files and folders to watch in place of the files that the app has loaded; none for these
 * @param alsoFiles files to watch beside those that the app has loaded: of variables, for instance
 * @param preserveOutput whether the terminal is left as it is when the app starts anew
 */
public record WatchOptions(String command, List<Path> paths, List<Path> alsoFiles, boolean preserveOutput) {}
