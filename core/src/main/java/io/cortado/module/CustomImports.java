package io.cortado.module;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** What hooks of the app's say of imports. Runs on the loop. */
final class CustomImports {
  /** A module's format, which is module, commonjs, json or builtin, and its text where that is known. */
  record Loaded(String format, @Nullable String text) {}

  /** A specifier that the engine will ask for without saying for whom. */
  private record Pending(String importer, String specifier) {}

  private final Value resolve;
  private final Value load;
  private final Set<String> resolved = new HashSet<>();
  private final Map<String, String> types = new HashMap<>();
  private final Map<String, Loaded> given = new HashMap<>();
  private final List<Pending> pending = new ArrayList<>();

  /** {@code resolve(specifier, importer, type)} gives a URL, {@code load(url, type)} format and text; or the number of an error in an array. */
  CustomImports(Value resolve, Value load) {
    this.resolve = resolve;
    this.load = load;
  }

  /** A module that is going to be loaded from that URL. */
  void asked(String url, String type) {
    resolved.add(url);
    types.put(url, type);
  }

  /** A module whose text is here. */
  void given(String url, Loaded module) {
    resolved.add(url);
    given.put(url, module);
  }

  /** Whether a name is a URL that the hooks have given. */
  boolean knows(String url) {
    return resolved.contains(url);
  }

  /** The URL that an importer's specifier leads to. */
  String resolve(String specifier, String importer, String type) {
    Value url = resolve.execute(specifier, importer, type);
    asked(checked(url).asString(), type);
    return url.asString();
  }

  Loaded load(String url) {
    Loaded known = given.remove(url);
    if (known != null) {
      return known;
    }
    Value loaded = checked(load.execute(url, types.getOrDefault(url, "")));
    Value text = loaded.getArrayElement(1);
    return new Loaded(loaded.getArrayElement(0).asString(), text.isNull() ? null : text.asString());
  }

  private static Value checked(Value answer) {
    if (answer.hasArrayElements() && answer.getArraySize() == 1) {
      throw new SecurityException(answer.getArrayElement(0).asString());
    }
    return answer;
  }

  /** The URLs among a module's specifiers, for which the engine names no importer. */
  void imports(String importer, List<String> specifiers) {
    for (String specifier : specifiers) {
      if (specifier.indexOf(':') > 0) {
        pending.add(new Pending(importer, specifier));
      }
    }
  }

  /** The module that is the last to have a specifier which nobody has asked for. */
  String importerOf(String specifier) {
    for (int i = pending.size() - 1; i >= 0; i--) {
      if (pending.get(i).specifier().equals(specifier)) {
        return pending.remove(i).importer();
      }
    }
    return "data:";
  }
}
