package io.cortado.node.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Buffer's encodings. */
class EncodingsTest {
  private static final int PLENTY = 100;

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Test
  void stopsAtWhatIsNoHexadecimalDigit() {
    assertThat(Encodings.fromHex("00fFa", PLENTY)).containsExactly(0, 0xff);
    assertThat(Encodings.fromHex("41xx42", PLENTY)).containsExactly(0x41);
    assertThat(Encodings.fromHex("4142", 1)).containsExactly(0x41);
    assertThat(Encodings.fromHex("\u0664\u0664", PLENTY)).as("digits of another script").isEmpty();
  }

  @Test
  void readsBothAlphabetsOfBase64AndPassesOverTheRest() {
    assertThat(text(Encodings.fromBase64("aGVs\nbG8=", PLENTY))).isEqualTo("hello");
    assertThat(Encodings.fromBase64("-_+/", PLENTY)).containsExactly(0xfb, 0xff, 0xbf);
    assertThat(text(Encodings.fromBase64("aGVsbG8=aGVs", PLENTY))).as("up to the end").isEqualTo("hello");
    assertThat(text(Encodings.fromBase64("aGVsbG8=", 3))).isEqualTo("hel");
    assertThat(Encodings.fromBase64("a", PLENTY)).isEmpty();
  }

  @Test
  void takesTheLowByteOfACharacter() {
    assertThat(Encodings.fromLatin1("a\u00e9\u0141", PLENTY)).containsExactly('a', 0xe9, 0x41);
    assertThat(Encodings.ascii(new byte[] {'a', (byte) 0xe1})).isEqualTo("aa");
  }

  @Test
  void keepsHalvesOfCharactersInUtf16() {
    assertThat(Encodings.fromUtf16le("\ud83d", PLENTY)).containsExactly(0x3d, 0xd8);
    assertThat(Encodings.fromUtf16le("ab", 3)).containsExactly('a', 0);
    assertThat(Encodings.utf16le(new byte[] {0x3d, (byte) 0xd8, 1})).isEqualTo("\ud83d");
  }
}
