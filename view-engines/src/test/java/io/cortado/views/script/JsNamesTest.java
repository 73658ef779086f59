package io.cortado.views.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class JsNamesTest {
  private static Set<String> free(String source) {
    return JsNames.free(source, Set.of("pug"));
  }

  @Test
  void findsNamesButNotPropertiesKeysAndKeywords() {
    assertThat(free("a.b + c?.d + { e: f, g } + typeof h; pug.x")).containsExactlyInAnyOrder("a", "c", "f", "g", "h");
  }

  @Test
  void passesOverStringsCommentsAndRegularExpressions() {
    assertThat(free("'a' + \"b\" // c\n + /d[/]e/g.test(f) /* g */ / h")).containsExactlyInAnyOrder("f", "h");
  }

  @Test
  void looksIntoTemplateLiterals() {
    assertThat(free("`a ${b + `c ${d}`} e` + f")).containsExactlyInAnyOrder("b", "d", "f");
  }

  @Test
  void leavesOutWhatTheTopLevelDeclares() {
    assertThat(free("let a = b, { c, d: [e], ...f } = g; const h = (x) => i\nclass J {}\na + c + e + f + h + J"))
        .contains("b", "g", "i")
        .doesNotContain("a", "c", "e", "f", "h", "J");
  }

  @Test
  void keepsVariablesThatAreLocalsToo() {
    assertThat(free("var title = title || 'x'; for (let i = 0; i < n; i++) {}")).contains("title", "i", "n");
  }
}
