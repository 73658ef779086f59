package io.cortado.views.handlebars;

import io.cortado.views.script.JsText;
import java.util.LinkedHashMap;
import java.util.Map;

/** The variables of a generated template that are set once: helpers by name and places. */
final class Names {
  private final Map<String, Integer> helpers = new LinkedHashMap<>();
  private final Map<Loc, Integer> locs = new LinkedHashMap<>();

  /** The variable that holds the helper of a name, or undefined. */
  String helper(String name) {
    return "H" + index(name);
  }

  /** The variable that tells whether the helper of a name is the one every environment starts with. */
  String builtin(String name) {
    return "B" + index(name);
  }

  private int index(String name) {
    return helpers.computeIfAbsent(name, key -> helpers.size());
  }

  /** The variable that holds a place. */
  String loc(Loc loc) {
    return "L" + locs.computeIfAbsent(loc, key -> locs.size());
  }

  /** The declarations of all of them, and a function that looks the helpers up at the start of a rendering. */
  String declarations() {
    StringBuilder out = new StringBuilder();
    locs.forEach((loc, index) -> out.append("const L").append(index).append(" = rt.loc(").append(loc.line()).append(", ")
        .append(loc.column()).append(", ").append(loc.endLine()).append(", ").append(loc.endColumn()).append(");\n"));
    StringBuilder lookups = new StringBuilder("""
        function setup() {
        miss0 = c.hooks.helperMissing;
        miss = rt.isBuiltin(miss0) ? undefined : miss0;
        bmiss = c.hooks.blockHelperMissing;
        bsec = rt.isBuiltin(bmiss);
        """);
    out.append("let miss0, miss, bmiss, bsec");
    helpers.forEach((name, index) -> {
      out.append(", H").append(index).append(", B").append(index);
      lookups.append('H').append(index).append(" = c.helper(").append(JsText.literal(name)).append("); B").append(index)
          .append(" = rt.isBuiltin(H").append(index).append(");\n");
    });
    return out.append(";\n").append(lookups).append("}\n").toString();
  }
}
