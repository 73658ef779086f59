package io.cortado.express.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The smaller fields: Location, Content-Disposition, entity tags and lists of names. */
class FieldsTest {
  @Test
  void aUrlKeepsItsEscapes() {
    assertThat(Urls.encode("/a%20b c%zz?é=\"<>\"")).isEqualTo("/a%20b%20c%25zz?%C3%A9=%22%3C%3E%22");
    assertThat(Urls.encode("/\ud83d\ude00/\ud800")).isEqualTo("/%F0%9F%98%80/%EF%BF%BD");
  }

  @Test
  void aDownloadsNameIsPutInUtf8WhereItNeedsThat() {
    assertThat(Attachment.field("a.txt", false)).isEqualTo("attachment; filename=a.txt");
    assertThat(Attachment.field("a.txt", true)).isEqualTo("attachment; filename=\"a.txt\"");
    assertThat(Attachment.field("€ (1).txt", false))
        .isEqualTo("attachment; filename=\"? (1).txt\"; filename*=UTF-8''%E2%82%AC%20%281%29.txt");
    assertThat(Attachment.field("é.txt", true)).isEqualTo("attachment; filename=\"é.txt\"");
    assertThat(Attachment.field("\ud800", false)).isNull();
  }

  @Test
  void oneOfTwoTagsMayBeWeak() {
    assertThat(FieldLists.hasTag("\"x\", W/\"a\"", "\"a\"")).isTrue();
    assertThat(FieldLists.hasTag("\"a\"", "W/\"a\"")).isTrue();
    assertThat(FieldLists.hasTag("W/W/\"a\"", "\"a\"")).isFalse();
    assertThat(FieldLists.hasTag("\"b\"", "\"a\"")).isFalse();
  }

  @Test
  void itemsOfAListLoseTheirSpacesAlone() {
    assertThat(FieldLists.items(" a ,, \tb")).containsExactly("a", "", "\tb");
    assertThat(FieldLists.isToken("X-Any")).isTrue();
    assertThat(FieldLists.isToken("bad name")).isFalse();
    assertThat(FieldLists.isToken("")).isFalse();
  }
}
