package io.cortado.express.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypeFieldsTest {
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theCharsetIsReadInLowerCaseFromATokenOrAQuotedText(boolean older) {
    assertThat(TypeFields.charset("text/html; Charset=UTF-8", older)).isEqualTo("utf-8");
    assertThat(TypeFields.charset("text/html; a=b; charset=\"ISO-8859-1\"", older)).isEqualTo("iso-8859-1");
    assertThat(TypeFields.charset("text/html", older)).isEmpty();
  }

  @Test
  void aMalformedFieldHasACharsetInExpress5Alone() {
    assertThat(TypeFields.charset("text; charset=utf-8; oops", false)).isEqualTo("utf-8");
    assertThat(TypeFields.charset("text; charset=utf-8; oops", true)).isEmpty();
  }

  @Test
  void parametersKeepTheirOrderInExpress5AndAreSortedInExpress4() {
    assertThat(TypeFields.withCharset("Text/HTML; z=1; a=2", "utf-8", false)).isEqualTo("text/html; z=1; a=2; charset=utf-8");
    assertThat(TypeFields.withCharset("Text/HTML; z=1; a=2", "utf-8", true)).isEqualTo("text/html; a=2; charset=utf-8; z=1");
  }

  @Test
  void aFieldThatCannotBeWrittenIsRefusedInWords() {
    assertThat(TypeFields.withCharset("oops", "utf-8", false)).isEqualTo("\0Invalid type: oops");
    assertThat(TypeFields.withCharset("oops", "utf-8", true)).isEqualTo("\0invalid media type");
    assertThat(TypeFields.withCharset("a/b; c", "utf-8", true)).isEqualTo("\0invalid parameter format");
  }

  @Test
  void aBodyHasTheTypeOfARegisteredForm() {
    assertThat(TypeFields.ofBody(" Application/JSON ; a=b", false)).isEqualTo("application/json");
    assertThat(TypeFields.ofBody("application/js%n", false)).isEmpty();
    assertThat(TypeFields.ofBody("application/json; oops", false)).isEqualTo("application/json");
    assertThat(TypeFields.ofBody("application/json; oops", true)).isEmpty();
  }

  @Test
  void express4KnowsOneSuffix() {
    assertThat(TypeFields.ofBody("application/vnd.api+json", true)).isEqualTo("application/vnd.api+json");
    assertThat(TypeFields.ofBody("application/json+", true)).isEqualTo("application/json");
    assertThat(TypeFields.ofBody("application/a+b+c", true)).isEmpty();
    assertThat(TypeFields.ofBody("application/a+b+c", false)).isEqualTo("application/a+b+c");
  }

  @Test
  void aStarInAPatternStandsForAnything() {
    assertThat(TypeFields.firstFitting("application/vnd.api+json", List.of("", "text/*", "*/*+json"))).isEqualTo(2);
    assertThat(TypeFields.firstFitting("text/html", List.of("text/plain", "*/html"))).isEqualTo(1);
    assertThat(TypeFields.firstFitting("text/html", List.of("text", "text/htm", "a/b/c"))).isEqualTo(-1);
  }
}
