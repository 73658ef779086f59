package io.cortado.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.oracle.truffle.api.nodes.Node;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The lists of what a start needs name what is there: a stale name would cost time and nobody would see it. */
class StartListsTest {
  private static List<String> lines(String name) throws Exception {
    try (var in = Objects.requireNonNull(StartListsTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    }
  }

  @Test
  void everyNodeOfTheListIsAClassOfThisEngine() throws Exception {
    for (String name : lines("start/start-nodes.txt")) {
      Class<?> type = Class.forName(name, false, StartListsTest.class.getClassLoader());
      assertThat(type).isAssignableTo(Node.class);
      assertThat(Modifier.isAbstract(type.getModifiers())).as(name).isFalse();
    }
  }

  @Test
  void everyModuleOfTheListIsOnTheClassPath() throws Exception {
    assertThat(lines("start-modules.txt")).doesNotHaveDuplicates().allSatisfy(
        path -> assertThat(StartListsTest.class.getClassLoader().getResource(path)).as(path).isNotNull());
  }
}
