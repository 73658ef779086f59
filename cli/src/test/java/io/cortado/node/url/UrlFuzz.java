package io.cortado.node.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

/** URLs: what one was written as is read again as the same. */
public final class UrlFuzz {
  private static final UrlRecord BASE = read("http://user@a.example:8080/b/c?d#e");

  private UrlFuzz() {}

  private static UrlRecord read(String text) {
    try {
      return UrlReader.read(text, null);
    } catch (MalformedUrl e) {
      throw new AssertionError(text, e);
    }
  }

  /** For Jazzer too. */
  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    for (UrlRecord base : new UrlRecord[] {null, BASE}) {
      try {
        String href = UrlReader.read(text, base).href();
        assertThat(read(href).href()).isEqualTo(href);
      } catch (MalformedUrl e) {
        assertThat(e).isNotNull();
      }
    }
    for (boolean slashes : new boolean[] {false, true}) {
      try {
        LegacyReader.read(text, slashes);
      } catch (MalformedUrl e) {
        assertThat(e).isNotNull();
      }
    }
    String[] pairs = FormPairs.read(text);
    assertThat(FormPairs.read(FormPairs.write(pairs))).isEqualTo(pairs);
  }
}
