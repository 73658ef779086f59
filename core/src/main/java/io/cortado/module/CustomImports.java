package io.cortado.module;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** What hooks of the app's say of imports. Runs on the loop. */
final class CustomImports {
  /** A module's format, which is module, commonjs, json or builtin, and its text where that is known. */
  record Loaded(String format, @Nullable String text) {}

  /** Stands before specifiers that are URLs, for which the engine would name no importer. */
  static final String URL = "./cortado:";

  private final Value resolve;
  private final Value load;
  private final Set<String> resolved = new HashSet<>();
  private final Map<String, String> types = new HashMap<>();
  private final Map<String, Loaded> given = new HashMap<>();

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
}
