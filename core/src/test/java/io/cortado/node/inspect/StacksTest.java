package io.cortado.node.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Stacks of errors in {@code util.inspect}. */
class StacksTest {
  private static final String FRAMES = "    at a (x.js:1:1)\n    at b (x.js:2:1)\n    at c (x.js:3:1)\n    at d (x.js:4:1)";

  @Test
  void putsTheClassBeforeTheMessage() {
    assertThat(Stacks.titled("Error: no\n" + FRAMES, "Mine", "Error", "")).isEqualTo("Mine [Error]: no\n" + FRAMES);
    assertThat(Stacks.titled("Error: no", "MyError", "Error", "")).isEqualTo("MyError: no");
    assertThat(Stacks.titled("TypeError", "TypeError", "TypeError", "")).isEqualTo("TypeError");
    assertThat(Stacks.titled("Error: no", "Error", "Error", "Tag")).isEqualTo("Error [Tag]: no");
  }

  @Test
  void leavesAStackAloneThatBeginsOtherwise() {
    assertThat(Stacks.titled("no such thing", "Mine", "Error", "")).isEqualTo("no such thing");
    assertThat(Stacks.titled("Errors: no", "Mine", "Error", "")).isEqualTo("Errors: no");
    assertThat(Stacks.titled("Odd: no", "Mine", "Odd", "")).isEqualTo("Odd: no");
  }

  @Test
  void saysThatAnErrorHasNoPrototype() {
    assertThat(Stacks.titled("RangeError: no\n" + FRAMES, null, "Error", ""))
        .isEqualTo("[RangeError: null prototype]: no\n" + FRAMES);
    assertThat(Stacks.titled("no", null, "Error", "")).isEqualTo("[Error: null prototype]: no");
  }

  @Test
  void countsFramesThatTheCauseHasToo() {
    assertThat(Stacks.shared("    at z (x.js:9:1)\n" + FRAMES, "Error: cause\n    at y (x.js:8:1)\n" + FRAMES))
        .containsExactly(1, 4);
    assertThat(Stacks.shared(FRAMES, "Error: cause\n" + FRAMES.substring(0, FRAMES.lastIndexOf('\n')))).as("too few").isNull();
    assertThat(Stacks.shared(FRAMES, "no frames")).isNull();
  }
}
