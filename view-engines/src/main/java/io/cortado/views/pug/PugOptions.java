package io.cortado.views.pug;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What pug's options say to the compiler.
 *
 * @param filename the path of the template as it was given, or null for a bare string
 * @param directory the working directory
 * @param basedir where paths that begin with a slash are looked up, or null
 * @param roots folders that includes must stay in; empty for no limit
 * @param pretty one level of indentation, or empty for none
 * @param doctype the doctype the template is written for, or null
 * @param self whether locals are read from {@code self} only
 * @param debug whether run-time errors carry the line of the template
 * @param marks whether escaping is left to {@link io.cortado.views.script.Marks}, else it is done by {@code pug.escape}
 * @param globals names that are never locals
 * @param name the name of the generated function
 */
public record PugOptions(
    @Nullable String filename,
    String directory,
    @Nullable String basedir,
    List<String> roots,
    String pretty,
    @Nullable String doctype,
    boolean self,
    boolean debug,
    boolean marks,
    List<String> globals,
    String name) {}
