package io.cortado.engine;

import io.cortado.spi.CortadoModule;
import io.cortado.spi.ModuleContext;
import io.cortado.spi.ProvidedPackage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the providers on the class path bring: packages, their sources, and what these take from Java. Runs on the loop. */
final class Contributions {
  private final List<CortadoModule> all = Providers.all();
  private final List<ProvidedPackage> packages = new ArrayList<>();
  private final Map<String, CortadoModule> providers = new HashMap<>();
  private final Map<String, String> resources = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, String> folders = new HashMap<>();
  private final Map<CortadoModule, Optional<Object>> bindings = new HashMap<>();

  Contributions() {
    for (CortadoModule provider : all) {
      for (ProvidedPackage provided : provider.packages()) {
        packages.add(provided);
        provided.entries().forEach((entry, resource) -> add(provider, provided.request(entry), resource));
      }
    }
  }

  /** What sources of providers find under a name; of several versions the newest. */
  private void add(CortadoModule provider, String request, String resource) {
    providers.put(request, provider);
    resources.putIfAbsent(request, resource);
    names.putIfAbsent(resource, request);
    folders.put(resource.substring(0, resource.lastIndexOf('/') + 1), request);
  }

  List<CortadoModule> all() {
    return all;
  }

  /** Those that have packages. */
  Collection<CortadoModule> providers() {
    return Set.copyOf(providers.values());
  }

  List<ProvidedPackage> packages() {
    return packages;
  }

  /** The location of what a request means among providers, or null. */
  @Nullable String resource(String request) {
    return resources.get(request);
  }

  /** The binding of the provider whose resources stand in the same place as {@code path}, or above it. */
  @Nullable Object binding(String path, ModuleContext context) {
    String name = names.get(path);
    for (int at = path.lastIndexOf('/'); name == null && at > 0; at = path.lastIndexOf('/', at - 1)) {
      name = folders.get(path.substring(0, at + 1));
    }
    CortadoModule provider = name == null ? null : providers.get(name);
    return provider == null
        ? null
        : bindings.computeIfAbsent(provider, one -> Optional.ofNullable(one.binding(context))).orElse(null);
  }
}
