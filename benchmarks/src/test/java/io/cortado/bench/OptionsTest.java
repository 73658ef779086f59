package io.cortado.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
  private static Options parse(String... args) {
    return Options.parse(List.of(args));
  }

  @Test
  void measuresEverythingByDefaultAndWritesIt() {
    Options all = parse();
    assertThat(all.cases()).isEqualTo(Case.ALL);
    assertThat(all.contenders()).isEmpty();
    assertThat(all.compilerOn() && all.compilerOff() && all.scripts() && all.writes()).isTrue();
  }

  @Test
  void writesNothingAfterAPartOfTheRun() {
    assertThat(parse("--quick").writes()).isFalse();
    assertThat(parse("--smoke").writes()).isFalse();
    assertThat(parse("--rounds", "0").writes()).isFalse();
    assertThat(parse("--only", "bun").writes()).isFalse();
    assertThat(parse("--compiler", "off").writes()).isFalse();
    assertThat(parse("--case", "view").writes()).isFalse();
  }

  @Test
  void picksCasesAndContenders() {
    Options some = parse("--case", "view", "--case", "hello", "--only", "node", "--seconds", "2");
    assertThat(some.cases()).extracting(Case::id).containsExactly("hello", "view");
    assertThat(some.contenders()).containsExactly("node");
    assertThat(some.seconds()).isEqualTo(2);
    assertThat(some.scripts()).isFalse();
    assertThat(some.starts()).isZero();
    assertThat(parse("--case", "scripts").cases()).isEmpty();
    assertThat(parse("--case", "scripts").scripts()).isTrue();
    assertThat(parse("--compiler", "off").compilerOn()).isFalse();
  }

  @Test
  void saysWhatItDoesNotUnderstand() {
    assertThatThrownBy(() -> parse("--fast")).hasMessage("unknown option --fast");
    assertThatThrownBy(() -> parse("--case", "sums")).hasMessageContaining("post-json");
    assertThatThrownBy(() -> parse("--only")).hasMessage("--only needs one of bun, cortado, fastify, node, off, undertow");
    assertThatThrownBy(() -> parse("--seconds", "0")).hasMessage("--seconds needs a number from 1 to 9999");
    assertThatThrownBy(() -> parse("--compiler", "slow")).hasMessage("--compiler needs one of off, on");
  }

  @Test
  void namesEachCaseOnce() {
    assertThat(Case.ALL).extracting(Case::id).doesNotHaveDuplicates();
    assertThat(Case.ALL).extracting(Case::id).containsAll(Case.QUICK);
    assertThat(Case.LAUNCH.id()).isEqualTo("json");
  }
}
