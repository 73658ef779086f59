package io.cortado.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What cases need beside a server, made or started when the first of them comes, and ended with the run. */
final class Needs implements AutoCloseable {
  /** What a case may need. */
  enum Need { FILES, TLS, HTTP2, VIEW, UPLOAD, POSTGRES, REDIS }

  static final String FILE_TIME_TEXT = "Sat, 01 Nov 2025 12:00:00 GMT";
  private static final FileTime FILE_TIME = FileTime.from(Instant.parse("2025-11-01T12:00:00Z"));
  private static final String LINE = "0123456789abcde\n";

  private final Path work;
  private final Stores stores;
  private final Map<Need, Map<String, String>> ready = new EnumMap<>(Need.class);

  Needs(Path work) {
    this.work = work;
    this.stores = new Stores();
  }

  /** Why a need cannot be met here, or null. */
  static @Nullable String missing(@Nullable Need need) {
    if (need == Need.TLS) {
      return missing("openssl", "wrk");
    }
    if (need == Need.HTTP2) {
      return missing("openssl", H2load.PROGRAM);
    }
    return need == Need.POSTGRES || need == Need.REDIS ? Stores.missing(need) : null;
  }

  private static @Nullable String missing(String... programs) {
    return Stream.of(programs).filter(program -> !Tools.has(program)).map(program -> program + " is not installed").findFirst().orElse(null);
  }

  /** The environment that tells a server where to find it. */
  Map<String, String> environment(@Nullable Need need) throws IOException, InterruptedException {
    if (need == null) {
      return Map.of();
    }
    Map<String, String> environment = ready.get(need);
    if (environment == null) {
      environment = new HashMap<>(make(need));
      environment.put("BENCH_WITH", need.name().toLowerCase(Locale.ROOT));
      ready.put(need, environment);
    }
    return environment;
  }

  private Map<String, String> make(Need need) throws IOException, InterruptedException {
    return switch (need) {
      case FILES -> Map.of("BENCH_FILES", files().toString());
      case TLS, HTTP2 -> Map.of("BENCH_TLS", certificate().toString());
      case VIEW, UPLOAD -> Map.of();
      case POSTGRES -> Map.of("BENCH_POSTGRES", stores.postgres());
      case REDIS -> Map.of("BENCH_REDIS", stores.redis());
    };
  }

  private Path files() throws IOException {
    Path folder = Files.createDirectories(work.resolve("files"));
    Files.writeString(folder.resolve("10k.txt"), LINE.repeat(640));
    Files.writeString(folder.resolve("10m.bin"), LINE.repeat(655_360));
    for (String name : List.of("10k.txt", "10m.bin")) {
      Files.setLastModifiedTime(folder.resolve(name), FILE_TIME);
    }
    return folder;
  }

  private Path certificate() throws IOException, InterruptedException {
    Path folder = Files.createDirectories(work.resolve("tls"));
    Tools.run(
        List.of("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-days", "30",
            "-subj", "/CN=localhost"),
        folder,
        60);
    return folder;
  }

  @Override
  public void close() throws InterruptedException {
    stores.close();
  }
}
