package io.cortado.express.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.express.http.MediaTypes.Source;
import org.junit.jupiter.api.Test;

class MediaTypesTest {
  private final MediaTypes types = new MediaTypes();

  @Test
  void theMajorsDisagreeAboutSomeExtensions() {
    assertThat(types.ofExtension("js", Source.EXPRESS_5)).isEqualTo("text/javascript");
    assertThat(types.ofExtension("js", Source.EXPRESS_4)).isEqualTo("application/javascript");
    assertThat(types.ofExtension("mp4", Source.EXPRESS_5)).isEqualTo("video/mp4");
    assertThat(types.ofExtension("no-such", Source.EXPRESS_5)).isNull();
  }

  @Test
  void everydayTypesAreThoseOfTheTable() {
    for (String extension : new String[] {"html", "txt", "json", "bin", "css", "js", "xml", "png", "jpg", "svg", "ico"}) {
      assertThat(types.ofExtension(extension, Source.EXPRESS_5)).isEqualTo(types.table(Source.EXPRESS_5).get(extension));
    }
  }

  @Test
  void aTypeGetsTheCharsetItImpliesUnlessItNamesOne() {
    assertThat(MediaTypes.withCharset("text/x-any", Source.EXPRESS_5)).isEqualTo("text/x-any; charset=utf-8");
    assertThat(MediaTypes.withCharset("application/json", Source.EXPRESS_4)).isEqualTo("application/json; charset=utf-8");
    assertThat(MediaTypes.withCharset("text/html; charset=x", Source.EXPRESS_5)).isEqualTo("text/html; charset=x");
    assertThat(MediaTypes.withCharset("image/png", Source.EXPRESS_5)).isEqualTo("image/png");
    assertThat(MediaTypes.withCharset("application/prs.cyn", Source.EXPRESS_5)).isEqualTo("application/prs.cyn; charset=7-bit");
  }
}
