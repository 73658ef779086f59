package io.cortado.node.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages and names of DNS, without a socket. */
class DnsMessageTest {
  private static final String QUESTION = "0161047465737400" + "000f" + "0001";

  private static DnsMessage parse(String hex) throws DnsFailure {
    return DnsMessage.parse(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
  }

  private static String reply(int answers, String records) {
    return "1234" + "8180" + "0001" + String.format("%04x", answers) + "00000000" + QUESTION + records;
  }

  @Test
  void aQueryIsReadAsItWasWritten() throws Exception {
    DnsMessage query = DnsMessage.parse(ByteBuffer.wrap(DnsMessage.query(0xabcd, DnsName.encode("a.test"), 15)));

    assertThat(query.id()).isEqualTo(0xabcd);
    assertThat(query.response()).isFalse();
    assertThat(query.question()).isEqualTo("a.test");
    assertThat(query.type()).isEqualTo(15);
  }

  @Test
  void compressedNamesAreFollowed() throws Exception {
    // mail.<the question's name>
    DnsMessage answer = parse(reply(1, "c00c" + "000f" + "0001" + "0000003c" + "0009" + "000a" + "046d61696c" + "c00c"));

    assertThat(answer.answers()).isDeepEqualTo(new Object[][] {{15, 60, 10, "mail.a.test"}});
  }

  @ParameterizedTest
  @ValueSource(strings = {"c01e", "c01c", "0161c01c", "ffff"})
  void aNameThatLeadsToItselfOrOnwardsIsNone(String name) {
    assertThatThrownBy(() -> parse(reply(1, name + "000f" + "0001" + "0000003c" + "0000"))).isInstanceOf(DnsFailure.class);
  }

  @Test
  void pointersCannotMakeANameEndless() {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    // each owner is a label of 60 bytes and a pointer to the one before: the fifth is too long
    HexFormat hex = HexFormat.of();
    int before = 12;
    int at = 24;
    for (int i = 0; i < 5; i++) {
      String label = "3c" + hex.formatHex("y".repeat(60).getBytes(StandardCharsets.ISO_8859_1));
      byte[] record = hex.parseHex(label + String.format("%04x", 0xc000 | before) + "0001000100000001" + "0004" + "01020304");
      records.writeBytes(record);
      before = at;
      at += record.length;
    }
    assertThatThrownBy(() -> parse(reply(5, hex.formatHex(records.toByteArray())))).isInstanceOf(DnsFailure.class);
  }

  @Test
  void aMessageWhoseRecordsAreNotAllThereIsNone() {
    assertThatThrownBy(() -> parse(reply(2, "c00c00010001000000010004" + "01020304"))).isInstanceOf(DnsFailure.class);
    assertThatThrownBy(() -> parse("12348180")).isInstanceOf(DnsFailure.class);
    assertThatThrownBy(() -> parse("123481800000" + "000000000000")).isInstanceOf(DnsFailure.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0003010203", "00050102030405", "0000"})
  void anAddressHasFourBytes(String data) {
    assertThatThrownBy(() -> parse(reply(1, "c00c0001000100000001" + data))).isInstanceOf(DnsFailure.class);
  }

  @Test
  void whatIsNotOfTheInternetOrNotKnownIsLeftOut() throws Exception {
    assertThat(parse(reply(2, "c00c00010003000000010004" + "01020304" + "c00c0063000100000001000101")).answers()).isEmpty();
  }

  @Test
  void aTimeBeyondTheNumbersIsTheLongest() throws Exception {
    assertThat(parse(reply(1, "c00c00010001ffffffff0004" + "01020304")).answers())
        .isDeepEqualTo(new Object[][] {{1, Integer.MAX_VALUE, "1.2.3.4"}});
  }

  @ParameterizedTest
  @CsvSource({
    "a.test, 0161047465737400", "a.test., 0161047465737400", "., 00", "a\\.b, 03612e6200", "a\\065, 02614100", "a_b*, 04615f622a00"
  })
  void namesAreWrittenInLabels(String name, String hex) throws Exception {
    assertThat(HexFormat.of().formatHex(DnsName.encode(name))).isEqualTo(hex);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a..b", ".a", "a b", "::1", "x\\", "ü"})
  void whatIsNoHostIsNotAsked(String name) {
    assertThatThrownBy(() -> DnsName.encode(name)).isInstanceOf(DnsFailure.class);
  }

  @Test
  void labelsAndNamesHaveTheirLengths() throws Exception {
    assertThat(DnsName.encode("x".repeat(63))).hasSize(65);
    assertThatThrownBy(() -> DnsName.encode("x".repeat(64))).isInstanceOf(DnsFailure.class);
    assertThatThrownBy(() -> DnsName.encode("x".repeat(60).concat(".").repeat(5))).isInstanceOf(DnsFailure.class);
  }

  @Test
  void whatALabelCannotShowHasABackslash() throws Exception {
    ByteBuffer wire = ByteBuffer.wrap(HexFormat.of().parseHex("03612e62" + "02225c" + "0201ff" + "00"));

    assertThat(DnsName.decode(wire)).isEqualTo("a\\.b.\\\"\\\\.\\001\\255");
  }

  @Test
  void addressesHaveNames() {
    assertThat(DnsName.ofAddress(new byte[] {1, 2, 3, (byte) 200})).isEqualTo("200.3.2.1.in-addr.arpa");
    assertThat(DnsName.ofAddress(new byte[16])).isEqualTo("0.".repeat(32) + "ip6.arpa");
  }
}
