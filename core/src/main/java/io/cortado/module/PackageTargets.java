package io.cortado.module;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the {@code exports} and {@code imports} fields of a package as Node does. */
final class PackageTargets {
  private final ModuleResolver.Scope scope;
  private final Set<String> conditions;

  PackageTargets(ModuleResolver.Scope scope, Set<String> conditions) {
    this.scope = scope;
    this.conditions = conditions;
  }

  /** A file of the package, or the name of another package. */
  record Target(@Nullable Path path, @Nullable String bare) {}

  /** The file a subpath such as {@code "./lib"} is exported as. */
  Path export(String subpath) {
    JsonNode exports = scope.json().exports();
    Target target = null;
    if (exports != null) {
      boolean sugar = !exports.isObject() || exports.isEmpty() || !exports.fieldNames().next().startsWith(".");
      if (sugar) {
        target = subpath.equals(".") ? resolve(exports, null, false) : null;
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
      throw new ResolveException("ERR_PACKAGE_PATH_NOT_EXPORTED", what);
    }
    return target.path();
  }

  /** What a {@code #name} request means. */
  Target imported(String request, Path from) {
    JsonNode imports = scope.json().imports();
    Target target = imports == null || request.equals("#") || request.startsWith("#/") ? null : match(request, imports, true);
    if (target == null) {
      throw importNotDefined(request, scope, from);
    }
    return target;
  }

  static ResolveException importNotDefined(String request, ModuleResolver.@Nullable Scope scope, Path from) {
    String where = scope == null ? "" : " in package " + scope.directory().resolve("package.json");
    return new ResolveException(
        "ERR_PACKAGE_IMPORT_NOT_DEFINED",
        "Package import specifier \"" + request + "\" is not defined" + where + " imported from " + from);
  }

  private @Nullable Target match(String key, JsonNode table, boolean internal) {
    JsonNode exact = table.get(key);
    if (exact != null && key.indexOf('*') < 0 && !key.endsWith("/")) {
      return resolve(exact, null, internal);
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
    return best == null ? null : resolve(table.get(best), bestMatch, internal);
  }

  private static boolean before(String a, String b) {
    int baseA = a.indexOf('*');
    int baseB = b.indexOf('*');
    return baseA != baseB ? baseA > baseB : a.length() > b.length();
  }

  private @Nullable Target resolve(JsonNode target, @Nullable String star, boolean internal) {
    if (target.isTextual()) {
      return file(target.asText(), star, internal);
    }
    if (target.isArray()) {
      for (JsonNode item : target) {
        Target found = resolve(item, star, internal);
        if (found != null) {
          return found;
        }
      }
      return null;
    }
    for (Iterator<Map.Entry<String, JsonNode>> entries = target.fields(); entries.hasNext(); ) {
      Map.Entry<String, JsonNode> entry = entries.next();
      if (entry.getKey().equals("default") || conditions.contains(entry.getKey())) {
        Target found = resolve(entry.getValue(), star, internal);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private Target file(String text, @Nullable String star, boolean internal) {
    String target = star == null ? text : text.replace("*", star);
    if (!target.startsWith("./")) {
      if (internal && !target.startsWith("../") && !target.startsWith("/")) {
        return new Target(null, target);
      }
      throw new ResolveException(
          "ERR_INVALID_PACKAGE_TARGET",
          "Invalid \"" + (internal ? "imports" : "exports") + "\" target \"" + text + "\" defined in the package config "
              + scope.directory().resolve("package.json") + "; targets must start with \"./\"");
    }
    Path path = scope.directory().resolve(target.substring(2)).normalize();
    if (!path.startsWith(scope.directory()) || target.contains("/node_modules/")) {
      throw new ResolveException(
          "ERR_INVALID_MODULE_SPECIFIER",
          "Invalid module \"" + target + "\" request is not a valid match in pattern for the package " + scope.directory());
    }
    return new Target(path, null);
  }
}
