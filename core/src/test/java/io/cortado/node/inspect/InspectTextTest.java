package io.cortado.node.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The texts that {@code util.inspect} is made of, one by one. */
class InspectTextTest {
  @Test
  void quotesAStringWithTheMarkThatNeedsTheLeastEscaping() {
    assertThat(Quotes.quote("a")).isEqualTo("'a'");
    assertThat(Quotes.quote("it's")).isEqualTo("\"it's\"");
    assertThat(Quotes.quote("it's \"x\"")).isEqualTo("`it's \"x\"`");
    assertThat(Quotes.quote("it's \"x\" ${y}")).isEqualTo("'it\\'s \"x\" ${y}'");
    assertThat(Quotes.quote("\"`")).isEqualTo("'\"`'");
  }

  @Test
  void escapesControlsAndHalvesOfCharacters() {
    assertThat(Quotes.quote("\n\t\u001b\u007f\u009f\\")).isEqualTo("'\\n\\t\\x1B\\x7F\\x9F\\\\'");
    assertThat(Quotes.quote("\ud83d\ude00\ud83d-\ude00")).isEqualTo("'\ud83d\ude00\\ud83d-\\ude00'");
  }

  @Test
  void countsTheColumnsOfATerminal() {
    assertThat(Widths.of("abc")).isEqualTo(3);
    assertThat(Widths.of("\u4e2d\u6587")).as("two wide letters").isEqualTo(4);
    assertThat(Widths.of("e\u0301")).as("a letter and its accent").isEqualTo(1);
    assertThat(Widths.of("\ud83d\ude00")).as("an emoji").isEqualTo(2);
    assertThat(Widths.of("\u0000\u200b")).as("what is invisible").isZero();
  }

  @Test
  void leavesOutColoursAndLinks() {
    assertThat(Widths.withoutColours("\u001b[31mred\u001b[39m")).isEqualTo("red");
    assertThat(Widths.withoutColours("\u001b]8;;http://a/\u0007link\u001b]8;;\u0007")).isEqualTo("link");
    assertThat(Widths.withoutColours("[31mred")).isEqualTo("[31mred");
  }

  @Test
  void groupsDigitsByThrees() {
    assertThat(Digits.grouped("1234", true)).isEqualTo("1_234");
    assertThat(Digits.grouped("-123456", true)).isEqualTo("-123_456");
    assertThat(Digits.grouped("-1234.56789", false)).isEqualTo("-1_234.567_89");
    assertThat(Digits.grouped("-0.5", false)).isEqualTo("-0.5");
    assertThat(Digits.grouped("1.5e-10", false)).isEqualTo("1.5e-_10");
    assertThat(Digits.grouped("1e-7", false)).isEqualTo("1e-.1e-_7");
    assertThat(Digits.grouped("123", true)).isEqualTo("123");
    assertThat(Digits.grouped("1e+21", true)).isEqualTo("1e+21");
    assertThat(Digits.grouped("Infinity", true)).isEqualTo("Infinity");
    assertThat(Digits.grouped("NaN", true)).isEqualTo("NaN");
  }

  @Test
  void tellsAClassFromAMethodWhoseNameBeginsLikeOne() {
    assertThat(Sources.isClass("class{}")).isTrue();
    assertThat(Sources.isClass("class A extends B { m() {} }")).isTrue();
    assertThat(Sources.isClass("class /* of ( */ A // (\n { m() {} }")).isTrue();
    assertThat(Sources.isClass("classify(a) { return {}; }")).isFalse();
    assertThat(Sources.isClass("class_ => ({})")).isFalse();
    assertThat(Sources.isClass("class_ => 1")).isFalse();
  }
}
