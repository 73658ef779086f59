package io.cortado.views.pug;

import io.cortado.views.pug.PugNode.Block;
import io.cortado.views.pug.PugNode.Extends;
import io.cortado.views.pug.PugNode.Include;
import io.cortado.views.pug.PugNode.RawInclude;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads a template and the files it refers to, and keeps them inside the views folders. Runs on the loop. */
final class PugSources {
  private static final int MAX_DEPTH = 500;

  private final PugOptions options;
  private final PugSyntax syntax;
  private final List<String> dependencies = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private int depth;

  PugSources(PugOptions options, PugSyntax syntax) {
    this.options = options;
    this.syntax = syntax;
  }

  /** The paths of the files that were read besides the main template, in order. */
  List<String> dependencies() {
    return dependencies;
  }

  /** What should be said on the console. */
  List<String> warnings() {
    return warnings;
  }

  /** The tree of a template, in which includes and the parent have theirs. */
  Block tree(String source, @Nullable String file) {
    if (++depth > MAX_DEPTH) {
      throw new PugFailure("RangeError", "Maximum call stack size exceeded", null, 0, 0);
    }
    Block tree = PugParser.parse(PugLexer.tokens(source, file, syntax), file, source, warnings::add);
    PugWalker.walk(tree, this::load, UnaryOperator.identity());
    depth--;
    return tree;
  }

  private PugNode load(PugNode node) {
    switch (node) {
      case Include include -> {
        String target = resolve(include.path, node);
        include.tree = tree(read(target, node), target);
      }
      case Extends extending -> {
        String target = resolve(extending.path, node);
        extending.tree = tree(read(target, node), target);
      }
      case RawInclude raw -> {
        raw.target = resolve(raw.path, node);
        raw.text = read(raw.target, node);
      }
      default -> { }
    }
    return node;
  }

  private String resolve(String path, PugNode node) {
    boolean absolute = path.startsWith("/");
    String base = absolute ? options.basedir() : node.file;
    if (base == null) {
      throw failure("", absolute
          ? "the \"basedir\" option is required to use includes and extends with \"absolute\" paths"
          : "the \"filename\" option is required to use includes and extends with \"relative\" paths", null, node);
    }
    Path from = Path.of(base.strip());
    Path folder = absolute ? from : from.getParent();
    String relative = absolute ? path.replaceFirst("^/+", "") : path;
    return (folder == null ? Path.of(relative) : folder.resolve(relative)).normalize().toString();
  }

  private static PugFailure failure(String code, String message, @Nullable String path, PugNode at) {
    return new PugFailure(code, message + "\n    at " + (at.file == null ? "undefined" : at.file) + " line " + at.line,
        path, 0, 0);
  }

  private String read(String target, PugNode node) {
    dependencies.add(target);
    Path path = Path.of(options.directory()).resolve(target).normalize();
    if (!options.roots().isEmpty() && options.roots().stream().noneMatch(path::startsWith)) {
      throw failure("ERR_VIEW_OUTSIDE_ROOT", "pug: an include or extends must stay inside the views folders (got \""
          + path + "\", allowed " + String.join(", ", options.roots()) + "); add its folder to \"views\" or set \"basedir\"",
          null, node);
    }
    try {
      return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw failure("ENOENT", "ENOENT: no such file or directory, open '" + target + "'", target, node);
    } catch (IOException e) {
      boolean folder = Files.isDirectory(path);
      throw failure(folder ? "EISDIR" : "EACCES", folder ? "EISDIR: illegal operation on a directory, read"
          : "EACCES: permission denied, open '" + target + "'", target, node);
    }
  }
}
