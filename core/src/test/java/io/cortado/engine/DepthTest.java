package io.cortado.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.testing.TestApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is nested or called as deep as nobody writes it: an error soon, or the right answer. */
@Timeout(120)
class DepthTest {
  private static String say(String expression) throws Exception {
    String script =
        """
        const util = require('util');
        const nest = (n) => { let o = {}; for (let i = 0; i < n; i++) o = { a: o }; return o; };
        const unwrap = (v) => { let depth = 0; while (Array.isArray(v) && v.length > 0) { v = v[0]; depth++; } return [depth, v]; };
        let said;
        try { said = %s; } catch (error) { said = `${error.name}: ${error.message}`; }
        require('fs').writeFileSync(process.env.OUT, String(said));
        """;
    return TestApp.run(script.formatted(expression));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(function f() { f(); })()",
        "(function f() { try { f(); } finally { 0; } })()",
        "({ get x() { return this.x; } }).x",
        "(function f(a) { a.map(() => f(a)); })([1])",
        "new (class A { constructor() { new A(); } })()",
        "String({ toString() { return String(this); } })",
        "new Proxy({}, { get: (target, key, proxy) => proxy[key] }).x",
        "JSON.stringify({ toJSON() { return JSON.stringify(this); } })",
        "JSON.stringify(nest(500000))",
      })
  void endsInV8sError(String expression) throws Exception {
    assertThat(say(expression)).isEqualTo("RangeError: Maximum call stack size exceeded");
  }

  @Test
  void callsTenThousandAndNotTwenty() throws Exception {
    assertThat(say("(function f(n) { return n ? 1 + f(n - 1) : 0; })(10000)")).isEqualTo("10000");
    assertThat(say("(function f(n) { return n ? 1 + f(n - 1) : 0; })(20000)")).startsWith("RangeError");
  }

  @Test
  void readsJsonAsDeepAsItGoes() throws Exception {
    String text = "unwrap(JSON.parse('['.repeat(500000) + '%s' + ']'.repeat(500000))).join()";
    assertThat(say(text.formatted(""))).isEqualTo("499999,");
    assertThat(say("JSON.stringify(unwrap(JSON.parse('['.repeat(60000) + "
            + "'{\"a\":-0.5e1,\"__proto__\":[\"\\\\u0041\\\\n\",true,null]}' + ']'.repeat(60000))))"))
        .isEqualTo("[60000,{\"a\":-5,\"__proto__\":[\"A\\n\",true,null]}]");
    assertThat(say("JSON.parse('['.repeat(100000))")).isEqualTo("SyntaxError: Unexpected end of JSON input");
    assertThat(say("JSON.parse('['.repeat(60000) + '01' + ']'.repeat(60000))")).startsWith("SyntaxError: Unexpected number in JSON");
  }

  @Test
  void writesAndShowsWhatIsDeep() throws Exception {
    assertThat(say("JSON.stringify(nest(3000)).length")).isEqualTo("18002");
    assertThat(say("util.inspect(nest(20000))")).isEqualTo("{ a: { a: { a: [Object] } } }");
    assertThat(say("util.inspect(nest(1000), { depth: Infinity }).length")).isEqualTo("2007002");
    assertThat(say("util.inspect(nest(20000), { depth: Infinity }).includes('Inspection interrupted prematurely')")).isEqualTo("true");
  }
}
