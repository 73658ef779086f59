package io.cortado.express.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Queries and forms; what is flat is read in both ways, and says the same. */
public final class FormFuzz {
  private static final int PAIRS = 1_000;
  private static final NestedForm.Options[] RELEASES = {
    NestedForm.Options.of(20, 5, PAIRS, Set.of()),
    NestedForm.Options.of(100, 32, PAIRS, Set.of("strictDepth", "latin1", "interpretNumericEntities", "charsetSentinel")),
    NestedForm.Options.of(20, 5, PAIRS, Set.of("plainAsKeys", "rawBrackets", "before66", "before614")),
    NestedForm.Options.of(100, Double.POSITIVE_INFINITY, PAIRS, Set.of("countHoles"))
  };

  private FormFuzz() {}

  /** For Jazzer too. */
  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, StandardCharsets.ISO_8859_1);
    for (NestedForm.Options release : RELEASES) {
      String json = NestedForm.read(text, release);
      assertThat(json == null || json.startsWith("{") && json.endsWith("}")).isTrue();
    }
    String flat = FlatForm.read(text, PAIRS);
    if (flat != null) {
      String json = String.valueOf(NestedForm.read(text, RELEASES[0]));
      assertThat(sorted(asJson(flat))).isEqualTo(sorted(json));
    }
  }

  private static String asJson(String flat) {
    FormTree.Fields fields = new FormTree.Fields();
    String[] parts = flat.split("\0", -1);
    for (int i = 0; i + 1 < parts.length; i += 2) {
      fields.all.put(parts[i], new FormTree.Plain(parts[i + 1]));
    }
    return FormTree.json(fields);
  }

  /** Keys that are numbers stand first in an object, and in the order of a text where they come. */
  private static String sorted(String text) {
    return text.chars().sorted().collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
  }
}
