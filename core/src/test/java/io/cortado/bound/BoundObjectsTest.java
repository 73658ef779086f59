package io.cortado.bound;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.Cortado;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an app can do with the objects of the program that it runs in. */
class BoundObjectsTest {
  @TempDir Path directory;

  /** Takes what a script has to say. */
  public static final class Sink {
    private final StringBuffer text = new StringBuffer();

    public void say(String line) {
      text.append(line);
    }
  }

  /** Runs a script that may await, and gives what it says. */
  private String run(String script) throws Exception {
    return run("app.js", "const shop = require('java:shop'); const { say } = require('java:out');"
        + "const { offload } = require('java:cortado'); (async () => {" + script + "})();");
  }

  private String run(String name, String script) throws Exception {
    Path main = Files.writeString(directory.resolve(name), script);
    Sink out = new Sink();
    try (Cortado app =
        Cortado.app(main).bind("shop", new Shop()).bind("out", out).bind("limits", Map.of("most", 5, "of", List.of("a"))).start()) {
      int code = app.exitCode().get(60, TimeUnit.SECONDS);
      return code == 0 ? out.text.toString() : out.text + " exit " + code;
    }
  }

  @Test
  @DisplayName("values are written as Jackson writes them, digit by digit")
  void writesValues() throws Exception {
    assertThat(run("say(JSON.stringify(shop.everything()))"))
        .isEqualTo(
            "{\"price\":12.50,\"huge\":123456789012345678901234567890,\"long\":9223372036854775807,"
                + "\"time\":\"2026-11-29T10:00:00\",\"bytes\":\"YmVhbnM=\",\"stream\":[1,2,3],\"some\":\"x\",\"none\":null,"
                + "\"ints\":[1,2],\"roast\":\"LIGHT\"}");
  }

  @Test
  @DisplayName("records and beans are written whole, and read property by property")
  void writesObjects() throws Exception {
    assertThat(run("const order = shop.find(7); say(JSON.stringify(order));"
            + "say(` ${order.id} ${order.lines[0].sku} ${order.lines[0].price * 2}`)"))
        .isEqualTo(
            "{\"id\":7,\"placed\":\"2026-11-29T10:00:00Z\",\"note\":null,\"roast\":\"DARK\","
                + "\"lines\":[{\"sku\":\"arabica\",\"quantity\":2,\"price\":12.50}]} 7 arabica 25");
    assertThat(run("const c = shop.customer(); say(JSON.stringify({ c })); say(Object.keys(c).join());"
            + "say(c.greet('hi')); say(`${shop.isOurs(c)}`)"))
        .isEqualTo("{\"c\":{\"name\":\"Ada\",\"regular\":true}}name,regularhi, Adatrue");
  }

  @Test
  @DisplayName("lists are arrays, maps are objects, and bytes are a Buffer")
  void copiesContainers() throws Exception {
    assertThat(run("const all = shop.everything(); say([Array.isArray(all.stream), all.stream.map((n) => n * 2), Buffer.isBuffer(all.bytes),"
            + " all.bytes.toString(), `${all.huge}`, all.price + 1].join(' '))"))
        .isEqualTo("true 2,4,6 true beans 123456789012345678901234567890 13.5");
    assertThat(run("const { most, of } = require('java:limits'); say(`${most} ${of}`)")).isEqualTo("5 a");
  }

  @Test
  @DisplayName("plain objects become records, texts dates, functions functional interfaces")
  void takesArguments() throws Exception {
    assertThat(run("say(shop.place({ id: 3, roast: 'LIGHT', lines: [{ sku: 'x', quantity: 1, price: 1.25 }] }, '2026-12-01'))"))
        .isEqualTo("3 LIGHT 1.25 2026-12-01");
    assertThat(run("say(shop.count(new Map([['a', 1], ['b', new Set([2])]]))); say(' '); say(shop.count({ n: 10n, at: Buffer.from('x') }))"))
        .isEqualTo("{a=1, b=[2]} {at=eA==, n=10}");
    assertThat(run("say(shop.each(['a', 'b'], (word) => word.toUpperCase()))")).isEqualTo("A B");
    assertThat(run("say(shop.join('-', 'a', 'b', 'c')); say(shop.join('-')); say(shop.join('+', ['x', 'y']))")).isEqualTo("a-b-cx+y");
    assertThat(run("say(shop.kind(1)); say(' '); say(shop.kind('1')); say(' '); say(shop.length(Buffer.from([200, 1])))"))
        .isEqualTo("int 1 text 1 2 -56");
  }

  @Test
  @DisplayName("stages and futures are promises")
  void promises() throws Exception {
    assertThat(run("say(`${(await shop.later(4)).id} ${await shop.future()}`)")).isEqualTo("4 come");
    assertThat(run("await shop.later(-4).catch((e) => say(`${e.name} ${e.message} ${/app\\.js/.test(e.stack)}`))"))
        .isEqualTo("IllegalArgumentException no order -4 true");
  }

  @Test
  @DisplayName("offload calls on a virtual thread, from which callbacks come back to the loop")
  void offloads() throws Exception {
    assertThat(run("say(`${shop.thread()} ${await offload(shop.thread)}`)")).isEqualTo("cortado virtual");
    assertThat(run("say(await offload(shop.onAnotherThread, (n) => n + 1))")).isEqualTo("21");
    assertThat(run("say(await offload(shop.customer().greet, 'hello'))")).isEqualTo("hello, Ada");
    assertThat(run("try { offload(() => 1) } catch (e) { say(`${e.code} ${e.message}`) }"))
        .isEqualTo("ERR_INVALID_ARG_TYPE offload: the first argument must be a method of a Java object;"
            + " JavaScript itself runs on the loop only");
  }

  @Test
  @DisplayName("an InputStream is a Readable")
  void readsStreams() throws Exception {
    assertThat(run("let size = 0; for await (const chunk of shop.export()) size += chunk.length; say(`${size}`)")).isEqualTo("240000");
    assertThat(run("shop.broken().on('error', (e) => say(`${e.name} ${e.message}`)).resume()")).isEqualTo("IOException the disk is gone");
  }

  @Test
  @DisplayName("what Java.type gives becomes what bound objects give")
  void takesWhatIsNotBound() throws Exception {
    String take = "const { fromJava } = require('java:cortado'); const type = (name) => Java.type(name);";

    assertThat(run(take + "const map = new (type('java.util.HashMap'))(); map.put('on', type('java.time.LocalDate').of(2026, 1, 2));"
            + "say(JSON.stringify([map, new (type('java.math.BigDecimal'))('1.50'), type('java.util.Optional').of('x')].map(fromJava)))"))
        .isEqualTo("[{\"on\":\"2026-01-02\"},1.50,\"x\"]");
    assertThat(run(take + "const strings = fromJava(type('java.lang.String')); const own = {};"
            + "say(`${await offload(strings.join, '-', ['a', 'b'])} ${fromJava(own) === own} ${fromJava(5)}`)"))
        .isEqualTo("a-b true 5");
  }

  @Test
  @DisplayName("exceptions are errors with the frames of both languages, and tell nothing of Java where they are written")
  void throwsErrors() throws Exception {
    assertThat(run("try { shop.find(-1) } catch (e) { say([e instanceof Error, e.name, e.message, e.javaClass, e.cause.message,"
            + " JSON.stringify(e),"
            + " /^IllegalArgumentException: no order -1\\n    at io\\.cortado\\.bound\\.Shop\\.find \\(Shop\\.java:\\d+\\)\\n.*app\\.js:1:/"
            + ".test(e.stack), e.javaStack.includes('Caused by: java.lang.IllegalStateException')].join(' ')) }"))
        .isEqualTo("true IllegalArgumentException no order -1 java.lang.IllegalArgumentException the table is empty {} true true");
    assertThat(run("try { shop.fail() } catch (e) { say(`${e.name} ${e.code} ${e.message}`) }")).isEqualTo("Error E_CLOSED the shop is closed");
    assertThat(run("try { shop.find('x', 2) } catch (e) { say(`${e.name} ${e.code} ${e.message}`) }"))
        .isEqualTo("TypeError CORTADO_ARGUMENTS find: the 2 arguments do not suit the Java method; there is find(long)");
    assertThat(run("try { shop.each(['a'], () => { throw new RangeError('mine') }) } catch (e) { say(`${e.name} ${e.message}`) }"))
        .isEqualTo("RangeError mine");
  }

  @Test
  @DisplayName("ES modules import bound objects by name and by default")
  void imports() throws Exception {
    assertThat(run("app.mjs", "import shop, { kind } from 'java:shop'; import { say } from 'java:out'; import { offload } from 'java:cortado';"
            + "say(kind(2)); say(` ${shop.find(1).id} `); say(await offload(kind, 'x')); say(` ${(await import('java:limits')).most}`)"))
        .isEqualTo("int 2 1 text x 5");
  }

  @Test
  @DisplayName("a name that nothing is bound to is a module that is not found, with what is bound")
  void tellsUnknownNames() throws Exception {
    assertThat(run("try { require('java:shopp') } catch (e) { say(`${e.code} ${e.message.split('\\n').at(-1)}`) }"))
        .isEqualTo("MODULE_NOT_FOUND No Java object is bound as \"shopp\": Cortado.app(…).bind(\"shopp\", …) does that;"
            + " bound are limits, out, shop");
    assertThat(run("await import('java:shopp').catch((e) => say(`${e.code} ${e.message.split('\\n').at(-1)}`))"))
        .startsWith("ERR_MODULE_NOT_FOUND No Java object is bound as \"shopp\"");
    assertThat(run("say(require.resolve('java:shop'))")).isEqualTo("java:shop");
  }
}
