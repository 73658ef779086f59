package io.cortado.module;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the {@code exports} and {@code imports} fields of a package as Node does. */
final class PackageTargets {
  private final ModuleResolver.Scope scope;
  private final Set<String> conditions;
  private final String from;

  /** {@code importer} is named by errors, and null for require. */
  PackageTargets(ModuleResolver.Scope scope, Set<String> conditions, @Nullable String importer) {
    this.scope = scope;
    this.conditions = conditions;
    this.from = importer == null ? "" : " imported from " + importer;
  }

  /** A file of the package, or the name of another package. */
  record Target(@Nullable Path path, @Nullable String bare) {
    /** What {@code null} stands for: nothing, whatever else would match. */
    private static final Target NONE = new Target(null, null);
  }

  /** The file a subpath such as {@code "./lib"} is exported as. */
  Path export(String subpath) {
    JsonNode exports = scope.json().exports();
    Target target = null;
    if (exports != null) {
      boolean sugar = !exports.isObject() || exports.isEmpty() || !exports.fieldNames().next().startsWith(".");
      if (exports.isObject()) {
        checkKeys(exports, sugar);
      }
      if (sugar) {
        target = subpath.equals(".") ? resolve(exports, subpath, null, false) : null;
      } else {
        target = match(subpath, exports, false);
      }
    }
    if (target == null || target.path() == null) {
      String file = scope.directory().resolve("package.json").toString();
      String what =
          subpath.equals(".")
              ? "No \"exports\" main defined in " + file
              : "Package subpath '" + subpath + "' is not defined by \"exports\" in " + file;
      throw new ResolveException("ERR_PACKAGE_PATH_NOT_EXPORTED", what + from);
    }
    return target.path();
  }

  private void checkKeys(JsonNode exports, boolean conditions) {
    for (Iterator<String> names = exports.fieldNames(); names.hasNext(); ) {
      if (names.next().startsWith(".") == conditions) {
        throw new ResolveException(
            "ERR_INVALID_PACKAGE_CONFIG",
            "Invalid package config " + scope.directory().resolve("package.json")
                + from.replaceFirst(" imported from /", " while importing file:///")
                + ". \"exports\" cannot contain some keys starting with '.' and some not. The exports object must either be an object of "
                + "package subpath keys or an object of main entry condition name keys only.");
      }
    }
  }

  /** What a {@code #name} request means. */
  Target imported(String request, String importer) {
    JsonNode imports = scope.json().imports();
    if (request.equals("#") || request.startsWith("#/")) {
      throw new ResolveException(
          "ERR_INVALID_MODULE_SPECIFIER",
          "Invalid module \"" + request + "\" is not a valid internal imports specifier name imported from " + importer);
    }
    Target target = imports == null ? null : match(request, imports, true);
    if (target == null || target.equals(Target.NONE)) {
      throw importNotDefined(request, scope, importer);
    }
    return target;
  }

  static ResolveException importNotDefined(String request, ModuleResolver.@Nullable Scope scope, String importer) {
    String where = scope == null ? "" : " in package " + scope.directory().resolve("package.json");
    return new ResolveException(
        "ERR_PACKAGE_IMPORT_NOT_DEFINED",
        "Package import specifier \"" + request + "\" is not defined" + where + " imported from " + importer);
  }

  private @Nullable Target match(String key, JsonNode table, boolean internal) {
    JsonNode exact = table.get(key);
    if (exact != null && key.indexOf('*') < 0 && !key.endsWith("/")) {
      return resolve(exact, key, null, internal);
    }
    String best = null;
    String bestMatch = "";
    for (Iterator<String> names = table.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      int star = name.indexOf('*');
      if (star < 0 || !key.startsWith(name.substring(0, star)) || key.equals(name.substring(0, star))) {
        continue;
      }
      String trailer = name.substring(star + 1);
      if (key.length() >= name.length() && key.endsWith(trailer) && (best == null || before(name, best))) {
        best = name;
        bestMatch = key.substring(star, key.length() - trailer.length());
      }
    }
    return best == null ? null : resolve(table.get(best), best, bestMatch, internal);
  }

  private static boolean before(String a, String b) {
    int baseA = a.indexOf('*');
    int baseB = b.indexOf('*');
    return baseA != baseB ? baseA > baseB : a.length() > b.length();
  }

  private @Nullable Target resolve(JsonNode target, String key, @Nullable String star, boolean internal) {
    if (target.isTextual()) {
      return file(target.asText(), key, star, internal);
    }
    if (target.isNull()) {
      return Target.NONE;
    }
    if (target.isArray()) {
      return first(target, key, star, internal);
    }
    for (Iterator<Map.Entry<String, JsonNode>> entries = target.fields(); entries.hasNext(); ) {
      Map.Entry<String, JsonNode> entry = entries.next();
      if (entry.getKey().equals("default") || conditions.contains(entry.getKey())) {
        Target found = resolve(entry.getValue(), key, star, internal);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  /** The first of several targets that is valid; a missing file does not make it another. */
  private @Nullable Target first(JsonNode targets, String key, @Nullable String star, boolean internal) {
    Target last = targets.isEmpty() ? Target.NONE : null;
    ResolveException invalid = null;
    for (JsonNode item : targets) {
      try {
        Target found = resolve(item, key, star, internal);
        if (found != null && !found.equals(Target.NONE)) {
          return found;
        }
        last = found == null ? last : found;
        invalid = null;
      } catch (ResolveException e) {
        if (!e.code().equals("ERR_INVALID_PACKAGE_TARGET")) {
          throw e;
        }
        invalid = e;
      }
    }
    if (invalid != null) {
      throw invalid;
    }
    return last;
  }

  private Target file(String text, String key, @Nullable String star, boolean internal) {
    String target = star == null ? text : text.replace("*", star);
    if (!text.startsWith("./")) {
      if (internal && !text.startsWith("../") && !text.startsWith("/")) {
        return new Target(null, target);
      }
      throw invalid(text, key, internal);
    }
    if (hasOddSegment(text.substring(2))) {
      throw invalid(text, key, internal);
    }
    Path path = scope.directory().resolve(target.substring(2)).normalize();
    if (star != null && hasOddSegment(star) || !path.startsWith(scope.directory())) {
      String request = key.replace("*", String.valueOf(star));
      throw new ResolveException(
          "ERR_INVALID_MODULE_SPECIFIER",
          "Invalid module \"" + request + "\" request is not a valid match in pattern \"" + key + "\" for the \""
              + field(internal) + "\" resolution of " + scope.directory().resolve("package.json") + from);
    }
    return new Target(path, null);
  }

  private static boolean hasOddSegment(String path) {
    for (String segment : path.split("[/\\\\]", -1)) {
      String name = FileUrl.decoded(segment).toLowerCase(Locale.ROOT);
      if (name.equals(".") || name.equals("..") || name.equals("node_modules")) {
        return true;
      }
    }
    return false;
  }

  private static String field(boolean internal) {
    return internal ? "imports" : "exports";
  }

  private ResolveException invalid(String target, String key, boolean internal) {
    String of = key.equals(".") ? "main target " : "target ";
    String where = key.equals(".") ? " defined in" : " defined for '" + key + "' in";
    String what = "Invalid \"" + field(internal) + "\" " + of + TextNode.valueOf(target) + where + " the package config "
        + scope.directory().resolve("package.json") + from;
    boolean relative = !internal && !target.isEmpty() && !target.startsWith("./");
    return new ResolveException("ERR_INVALID_PACKAGE_TARGET", relative ? what + "; targets must start with \"./\"" : what);
  }
}
