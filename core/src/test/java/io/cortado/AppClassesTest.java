package io.cortado;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppClassesTest {
  @TempDir private Path folder;

  private Path compile(String name, String text) throws Exception {
    Path source = Files.writeString(folder.resolve(name + ".java"), "public class " + name + " { public static String say() { return \"" + text + "\"; } }");
    Path classes = Files.createDirectories(folder.resolve("classes-" + name));
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(), source.toString())).isZero();
    return classes.resolve(name + ".class");
  }

  private void jar(Path target, Path classFile) throws Exception {
    Files.createDirectories(target.getParent());
    try (OutputStream out = Files.newOutputStream(target); JarOutputStream jar = new JarOutputStream(out)) {
      jar.putNextEntry(new JarEntry(classFile.getFileName().toString()));
      jar.write(Files.readAllBytes(classFile));
    }
  }

  private String run(String source) throws Exception {
    Path out = folder.resolve("out.txt");
    Path main = Files.writeString(folder.resolve("app.js"), "require('fs').writeFileSync(process.env.OUT, String((() => { " + source + " })()));");
    try (Cortado app = Cortado.start(new CortadoOptions(main, List.of(), Map.of("OUT", out.toString()), folder, false, List.of(), false))) {
      assertThat(app.awaitExit()).isZero();
    }
    return Files.readString(out);
  }

  @Test
  void reachesJarsFoldersAndInstalledLibraries() throws Exception {
    jar(folder.resolve("lib/one.jar"), compile("One", "1"));
    compile("Two", "2");
    jar(folder.resolve(".cortado/lib/three.jar"), compile("Three", "3"));
    Files.writeString(
        folder.resolve("package.json"), "{\"cortado\": {\"classpath\": [\"lib/*.jar\", \"classes-Two\"], \"maven\": [\"a:b:1\"]}}");
    assertThat(run("return ['One', 'Two', 'Three'].map((name) => Java.type(name).say()).join();")).isEqualTo("1,2,3");
  }

  @Test
  void reachesNothingThatIsNotNamed() throws Exception {
    jar(folder.resolve("lib/one.jar"), compile("One", "1"));
    Files.writeString(folder.resolve("package.json"), "{\"cortado\": {\"classpath\": [\"other/*.jar\"]}}");
    assertThat(run("try { return Java.type('One'); } catch (error) { return error.message; }")).contains("One");
    assertThat(run("try { Java.type('One'); return 'found'; } catch (error) { return 'not found'; }")).isEqualTo("not found");
  }
}
