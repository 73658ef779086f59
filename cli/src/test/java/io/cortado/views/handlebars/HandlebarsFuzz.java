package io.cortado.views.handlebars;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

/** Templates of Handlebars: read, or left to handlebars.js. */
public final class HandlebarsFuzz {
  private HandlebarsFuzz() {}

  /** For Jazzer too. */
  public static void fuzzerTestOneInput(byte[] data) {
    try {
      TemplateReader.read(new String(data, StandardCharsets.UTF_8));
    } catch (Unsure e) {
      assertThat(e).isNotNull();
    }
  }
}
