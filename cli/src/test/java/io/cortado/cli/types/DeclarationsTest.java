package io.cortado.cli.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeclarationsTest {
  @TempDir private Path folder;

  private static String declared(Set<String> missing, String... names) {
    return Declarations.of(List.of(names), DeclarationsTest.class.getClassLoader(), missing);
  }

  @Test
  void saysWhatAClassAndItsValuesHave() {
    String name = Shelf.class.getName();
    String text = declared(new TreeSet<>(), name, name + ".Board", name + "$Hidden");

    String type = "io_cortado_cli_types_Shelf";
    assertThat(text)
        .contains(
            "interface " + type + "<T = any> {\n",
            "  first(): T;\n",
            "  each<R = any>(work: ((a0: T) => R)): JavaMap<string, R>;\n",
            "  bytes(numbers: ReadonlyArray<number> | JavaArray<number>, ...in_: Array<string>): JavaArray<number>;\n",
            "  readonly count: number;\n",
            "  label: string;\n",
            "interface " + type + "_class {\n",
            "  new <T = any>(books: JavaIterable<T> | ReadonlyArray<T>): " + type + "<T>;\n",
            "  of(other: " + type + "<string>): " + type + "<string>;\n",
            "  readonly SIZE: number;\n",
            "  '" + name + "$Board': " + type + "$Board_class;\n",
            "  '" + name + ".Board': " + type + "$Board_class;\n")
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
