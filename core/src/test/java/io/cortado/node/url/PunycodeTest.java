package io.cortado.node.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels as RFC 3492 has them. */
class PunycodeTest {
  @ParameterizedTest
  @CsvSource({
    "bücher, bcher-kva",
    "mañana, maana-pta",
    "他们为什么不说中文, ihqwcrb4cv8a8dqg056pqjye",
    "3年b組金八先生, 3b-ww4c5e180e575a65lsy2b",
    "abc, abc-",
    "😀, e28h",
  })
  void goesThereAndBack(String text, String label) throws Punycode.BadLabel {
    assertThat(Punycode.encode(text)).isEqualTo(label);
    assertThat(Punycode.decode(label)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"é-a, not-basic", "a-!, invalid-input", "a-9, invalid-input", "99999999999999, overflow"})
  void saysWhatIsWrong(String label, String problem) {
    assertThatThrownBy(() -> Punycode.decode(label)).hasMessage(problem);
  }
}
