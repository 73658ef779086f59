package io.cortado.cli.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeclarationsTest {
  @TempDir private Path folder;

  /** Something of everything. */
  public static class Shelf<T> {
    public static final int SIZE = 3;
    public String label = "";
    public final int count = 1;

    public Shelf(List<T> books) {}

    public T first() {
      throw new UnsupportedOperationException();
    }

    public <R> Map<String, R> each(Function<? super T, R> work) {
      return Map.of();
    }

    public byte[] bytes(int[] numbers, String... words) {
      return new byte[0];
    }

    public static Shelf<String> of(Shelf<String> other) {
      return other;
    }

    /** A class inside. */
    public static class Board {}

    static class Hidden {}
  }

  private static String declared(Set<String> missing, String... names) {
    return Declarations.of(List.of(names), DeclarationsTest.class.getClassLoader(), missing);
  }

  @Test
  void saysWhatAClassAndItsValuesHave() {
    String name = Shelf.class.getName();
    String text = declared(new TreeSet<>(), name, name.replace('$', '.') + ".Board", name + "$Hidden");

    String type = "io_cortado_cli_types_DeclarationsTest$Shelf";
    assertThat(text)
        .contains(
            "interface " + type + "<T = any> {\n",
            "  first(): T;\n",
            "  each<R = any>(a0: (a0: T) => any): JavaMap<string, R>;\n",
            "  bytes(a0: ReadonlyArray<number> | JavaArray<number>, ...a1: Array<string>): JavaArray<number>;\n",
            "  readonly count: number;\n",
            "  label: string;\n",
            "interface " + type + "_class {\n",
            "  new <T = any>(a0: JavaIterable<T> | ReadonlyArray<T>): " + type + "<T>;\n",
            "  of(a0: " + type + "<string>): " + type + "<string>;\n",
            "  readonly SIZE: number;\n",
            "  '" + name + "$Board': " + type + "$Board_class;\n",
            "  '" + name.replace('$', '.') + ".Board': " + type + "$Board_class;\n")
        .doesNotContain("Hidden", "getClass", "notify");
  }

  @Test
  void saysWhatIsNotThere() {
    Set<String> missing = new TreeSet<>();
    declared(missing, "java.util.List", "no.Such");

    assertThat(missing).containsExactly("no.Such");
  }

  @Test
  void findsWhatAnAppAsksFor() throws Exception {
    Files.writeString(folder.resolve("a.mjs"), "const A = Java.type('a.B'), C = Java . type( `c.D$E` ); Java.type(name)");
    Files.writeString(Files.createDirectories(folder.resolve("node_modules/x")).resolve("a.js"), "Java.type('not.Own')");

    assertThat(JavaNames.asked(folder)).containsExactly("a.B", "c.D$E");
  }
}
