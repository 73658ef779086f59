package io.cortado.views.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.views.script.Marks.Escaping;
import org.junit.jupiter.api.Test;

class MarksTest {
  private static String marked(String value) {
    return Marks.OPEN + value + Marks.CLOSE;
  }

  @Test
  void escapesWhatStandsBetweenMarks() {
    assertThat(Marks.finish("<a>" + marked("<&>\"'") + "</a>" + marked("x"), Escaping.PUG))
        .isEqualTo("<a>&lt;&amp;&gt;&quot;'</a>x");
    assertThat(Marks.finish(marked("'`=<"), Escaping.HANDLEBARS)).isEqualTo("&#x27;&#x60;&#x3D;&lt;");
  }

  @Test
  void leavesTextWithoutMarksAlone() {
    assertThat(Marks.finish("<a> & b", Escaping.PUG)).isEqualTo("<a> & b");
  }

  @Test
  void keepsControlCharactersOfValues() {
    assertThat(Marks.finish(marked("\u0001)<\u0001(") + "<", Escaping.PUG)).isEqualTo("\u0001)&lt;\u0001(<");
  }

  @Test
  void keepsCharactersBeyondAscii() {
    assertThat(Marks.finish("é" + marked("ü<😀") + "“", Escaping.PUG)).isEqualTo("éü&lt;😀“");
  }
}
