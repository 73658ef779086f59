package io.cortado.bench.count;

import com.oracle.truffle.api.nodes.RootNode;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Calls between Java and JavaScript. {@link CountAgent} has Truffle call this; public for that alone. Any thread. */
public final class Crossings {
  private static final Map<String, LongAdder> INTO_JAVA = new ConcurrentHashMap<>();
  private static final Map<String, LongAdder> INTO_JAVASCRIPT = new ConcurrentHashMap<>();

  private Crossings() {}

  /** A method of Java is about to be called by JavaScript. */
  public static void method(Object description) {
    count(INTO_JAVA, method(description.toString()));
  }

  /** Another border of Java, a proxy's for instance; methods, whose handle is in the arguments, are known already. */
  public static void intoJava(RootNode border, Object[] arguments) {
    if (arguments.length < 3 || !(arguments[2] instanceof MethodHandle)) {
      count(INTO_JAVA, border.getName());
    }
  }

  /** Java does something with a value of JavaScript. */
  public static void intoJavaScript(RootNode border) {
    count(INTO_JAVASCRIPT, operation(border.getName()));
  }

  private static void count(Map<String, LongAdder> counts, String name) {
    counts.computeIfAbsent(name, unused -> new LongAdder()).increment();
  }

  /** {@code HttpBinding.end} of {@code Method[public void io.cortado.http.HttpBinding.end(java.lang.String)]}. */
  static String method(String description) {
    int end = description.indexOf('(');
    String name = end < 0 ? description : description.substring(description.lastIndexOf(' ', end) + 1, end);
    int method = name.lastIndexOf('.');
    return name.substring(name.lastIndexOf('.', method - 1) + 1);
  }

  /** {@code execute} of {@code org.graalvm.polyglot.Value<JavaScript, DefaultJSFunction>.execute}. */
  static String operation(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  static Map<String, Long> intoJava() {
    return sums(INTO_JAVA);
  }

  static Map<String, Long> intoJavaScript() {
    return sums(INTO_JAVASCRIPT);
  }

  private static Map<String, Long> sums(Map<String, LongAdder> counts) {
    return counts.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().sum()));
  }
}
