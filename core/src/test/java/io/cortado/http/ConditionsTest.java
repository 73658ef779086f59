package io.cortado.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client's copy is good where Express finds it fresh, and left to JavaScript where that has more to look at. */
class ConditionsTest {
  private static final String TAG = "W/\"6-DJNxPB5D/M+Je3tPAugixl1Vf98\"";
  private static final long MODIFIED = 1_420_070_400_123L;

  private static RequestHead head(String... fields) {
    StringBuilder text = new StringBuilder();
    for (String field : fields) {
      int colon = field.indexOf(':');
      text.append(field, 0, colon).append('\n').append(field.substring(colon + 1).strip()).append('\n');
    }
    return new RequestHead("GET", "/", 1, text.toString(), 0, true, 0, false);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
    "W/\"6-DJNxPB5D/M+Je3tPAugixl1Vf98\" | true",
    "\"6-DJNxPB5D/M+Je3tPAugixl1Vf98\" | true",
    "* | true",
    "\"x\", W/\"6-DJNxPB5D/M+Je3tPAugixl1Vf98\",\"y\" | true",
    "\"x\",\"6-DJNxPB5D/M+Je3tPAugixl1Vf98\" | true",
    "\"x\",   \"6-DJNxPB5D/M+Je3tPAugixl1Vf98\"   ,\"y\" | true",
    "\"x\" | false",
    "6-DJNxPB5D/M+Je3tPAugixl1Vf98 | false",
    "w/\"6-DJNxPB5D/M+Je3tPAugixl1Vf98\" | false",
    "W/W/\"6-DJNxPB5D/M+Je3tPAugixl1Vf98\" | true",
    "\"x\", * | false",
    ", | false",
  })
  void comparesTags(String noneMatch, boolean fresh) {
    assertThat(Conditions.isFresh(head("Host: a", "If-None-Match: " + noneMatch), TAG)).isEqualTo(fresh);
  }

  @Test
  void comparesAStrongTagWithAWeakOne() {
    assertThat(Conditions.isFresh(head("if-none-match: W/\"a\""), "\"a\"")).isTrue();
    assertThat(Conditions.isFresh(head("IF-NONE-MATCH: \"a\""), "\"a\"")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "If-Modified-Since: Thu, 01 Jan 2015 00:00:00 GMT", "Cache-Control: no-cache", "Cache-Control: max-age=0",
    "If-None-Match: \"second\"",
  })
  void leavesMoreThanATagToJavaScript(String other) {
    assertThat(Conditions.isFresh(head("If-None-Match: \"x\"", other), TAG)).isNull();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "Wed, 31 Dec 2014 23:59:59 GMT | false",
    "Thu, 01 Jan 2015 00:00:00 GMT | true",
    "Thu, 01 Jan 2015 00:00:01 GMT | true",
  })
  void comparesTheSecondAFileWasChangedIn(String since, boolean fresh) {
    assertThat(Conditions.isFresh(head("If-Modified-Since: " + since), TAG, MODIFIED, false)).isEqualTo(fresh);
    assertThat(Conditions.isFresh(head("If-Modified-Since: " + since), TAG, MODIFIED, true)).isEqualTo(fresh);
  }

  @Test
  void takesTheDateBesideTheTagWhereBothCount() {
    RequestHead changed = head("If-None-Match: " + TAG, "If-Modified-Since: Wed, 31 Dec 2014 23:59:59 GMT");
    assertThat(Conditions.isFresh(changed, TAG, MODIFIED, false)).isTrue();
    assertThat(Conditions.isFresh(changed, TAG, MODIFIED, true)).isFalse();
    RequestHead other = head("If-None-Match: \"x\"", "If-Modified-Since: Thu, 01 Jan 2015 00:00:01 GMT");
    assertThat(Conditions.isFresh(other, TAG, MODIFIED, false)).isFalse();
    assertThat(Conditions.isFresh(other, TAG, MODIFIED, true)).isFalse();
  }

  @Test
  void sendsAFileToWhoAsksNothing() {
    assertThat(Conditions.isFresh(head("Host: a"), TAG, MODIFIED, true)).isFalse();
    assertThat(Conditions.isFresh(head("Cache-Control: no-cache"), TAG, MODIFIED, true)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "Range: bytes=0-1", "If-Match: *", "If-Unmodified-Since: Thu, 01 Jan 2015 00:00:00 GMT",
    "If-Modified-Since: yesterday", "If-Modified-Since:", "If-None-Match:",
  })
  void leavesOtherQuestionsAboutAFileToJavaScript(String field) {
    assertThat(Conditions.isFresh(head(field), TAG, MODIFIED, true)).isNull();
  }

  @Test
  void leavesReloadsToJavaScript() {
    assertThat(Conditions.isFresh(head("If-None-Match: " + TAG, "Cache-Control: no-cache"), TAG, MODIFIED, true))
        .isNull();
  }
}
