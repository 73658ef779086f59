package io.cortado.express.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangesTest {
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void eitherEndMayBeLeftOut(boolean older) {
    assertThat(ByteRanges.read(100, "bytes=90-", older, false)).containsExactly(90, 99);
    assertThat(ByteRanges.read(100, "bytes=-5", older, false)).containsExactly(95, 99);
    assertThat(ByteRanges.read(100, "bytes=0-4,10-400", older, false)).containsExactly(0, 4, 10, 99);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRangeOutsideTheResourceIsLeftOut(boolean older) {
    assertThat(ByteRanges.read(10, "bytes=20-30", older, false)).isEmpty();
    assertThat(ByteRanges.read(10, "bytes=5-3", older, false)).isEmpty();
    assertThat(ByteRanges.read(10, "bytes=-20", older, false)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void combinedRangesKeepTheOrderInWhichTheyWereAskedFor(boolean older) {
    assertThat(ByteRanges.read(100, "bytes=50-60,0-4,5-9,55-70", older, true)).containsExactly(50, 70, 0, 9);
  }

  @Test
  void withoutAnEqualsSignTheFieldIsMalformed() {
    assertThat(ByteRanges.read(10, "bytes", false, false)).isNull();
    assertThat(ByteRanges.read(10, "bytes", true, false)).isNull();
  }

  @Test
  void whatIsNoNumberIsMalformedInExpress5AndLeftOutInExpress4() {
    assertThat(ByteRanges.read(10, "bytes=x-2,3-4", false, false)).isNull();
    assertThat(ByteRanges.read(10, "bytes=1x-2", false, false)).isNull();
    assertThat(ByteRanges.read(10, "bytes=1x-2,4-y", true, false)).containsExactly(1, 2, 4, 9);
  }
}
