package io.cortado.spi;

import java.util.Map;
import java.util.Set;

/**
 * One version of an npm package as a provider implements it. Immutable; any thread.
 *
 * @param name the package's name, such as {@code "mongodb"}
 * @param version the version it answers as
 * @param covers the npm range of versions whose exports, options, shapes and errors it has; an installed package of such
 *     a version is replaced by this one; empty for one that replaces nothing
 * @param entries class path locations of CommonJS sources, without a leading slash, by what follows the package's name
 *     in a request, without an extension: {@code "."} for the package itself, {@code "lib/bson"} for a file of it
 * @param needs names of packages it shares classes with: it stands in for an installed package only where what that one
 *     would require under these names is Cortado's too
 * @param apart whether its sources are loaded once more for it, because what other versions share with it is not the same
 */
public record ProvidedPackage(
    String name, String version, String covers, Map<String, String> entries, Set<String> needs, boolean apart) {

  /** The same with copies of the collections. */
  public ProvidedPackage {
    entries = Map.copyOf(entries);
    needs = Set.copyOf(needs);
    if (!entries.containsKey(".")) {
      throw new IllegalArgumentException(name + " " + version + " has no entry \".\"");
    }
  }

  /** A package that needs no other. */
  public ProvidedPackage(String name, String version, String covers, Map<String, String> entries) {
    this(name, version, covers, entries, Set.of());
  }

  /** A package that shares its sources with the other versions. */
  public ProvidedPackage(
      String name, String version, String covers, Map<String, String> entries, Set<String> needs) {
    this(name, version, covers, entries, needs, false);
  }

  /** The same, with sources of its own. */
  public ProvidedPackage standingApart() {
    return new ProvidedPackage(name, version, covers, entries, needs, true);
  }

  /** What a request for an entry looks like: {@code "mongodb"}, {@code "mongodb/lib/bson"}. */
  public String request(String entry) {
    return entry.equals(".") ? name : name + "/" + entry;
  }
}
