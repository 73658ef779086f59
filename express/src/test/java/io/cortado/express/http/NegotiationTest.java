package io.cortado.express.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.express.http.Negotiation.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the majors agree, each case runs as both read it. */
class NegotiationTest {
  private static final List<String> PAGE_OR_DATA = List.of("text/html", "application/json");

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theHighestQualityWins(boolean older) {
    assertThat(Negotiation.best(Kind.MEDIA, "text/html;q=0.5, application/json;q=0.8", PAGE_OR_DATA, older)).isEqualTo(1);
    assertThat(Negotiation.best(Kind.MEDIA, "text/*;q=0.9, */*;q=0.1", PAGE_OR_DATA, older)).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMoreSpecificRangeDecidesTheQualityOfAnOffer(boolean older) {
    assertThat(Negotiation.best(Kind.MEDIA, "*/*, text/html;q=0", PAGE_OR_DATA, older)).isEqualTo(1);
    assertThat(Negotiation.best(Kind.LANGUAGE, "en;q=0.8, en-GB;q=0.1, fr;q=0.5", List.of("en-GB", "fr"), older)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nothingFitsWhatIsNotAccepted(boolean older) {
    assertThat(Negotiation.best(Kind.MEDIA, "image/png", PAGE_OR_DATA, older)).isEqualTo(-1);
    assertThat(Negotiation.best(Kind.CHARSET, "utf-8;q=0", List.of("utf-8"), older)).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void identityIsAcceptableUnlessItIsRefused(boolean older) {
    assertThat(Negotiation.accepted(Kind.ENCODING, "gzip;q=0.5, br", older)).containsExactly("br", "gzip", "identity");
    assertThat(Negotiation.accepted(Kind.ENCODING, "gzip, identity;q=0", older)).containsExactly("gzip");
    assertThat(Negotiation.accepted(Kind.ENCODING, "gzip, *;q=0", older)).containsExactly("gzip");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void parametersOfARangeMustBeThoseOfTheOffer(boolean older) {
    List<String> levels = List.of("text/html;level=2", "text/html;level=1");
    assertThat(Negotiation.best(Kind.MEDIA, "text/html;level=1", levels, older)).isEqualTo(1);
    assertThat(Negotiation.best(Kind.MEDIA, "text/html;level=3", levels, older)).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCommaBetweenQuotesEndsNoRange(boolean older) {
    assertThat(Negotiation.accepted(Kind.MEDIA, "text/html;a=\"x,y\";q=0.1, text/plain", older))
        .containsExactly("text/plain", "text/html");
  }

  @Test
  void malformedRangesCountInExpress5Alone() {
    assertThat(Negotiation.accepted(Kind.CHARSET, "a b, c", false)).containsExactly("a b", "c");
    assertThat(Negotiation.accepted(Kind.CHARSET, "a b, c", true)).containsExactly("c");
  }

  @Test
  void anEmptyQualityIsOneInExpress5AndNoneInExpress4() {
    assertThat(Negotiation.accepted(Kind.CHARSET, "a;q=", false)).containsExactly("a");
    assertThat(Negotiation.accepted(Kind.CHARSET, "a;q=", true)).isEmpty();
  }
}
