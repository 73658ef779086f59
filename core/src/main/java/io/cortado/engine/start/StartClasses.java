package io.cortado.engine.start;

import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.NodeClass;
import io.cortado.engine.errortext.ErrorWatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What every start needs of classes and takes long before anything is compiled, done beside the loop (ADR 0014). Nothing here
 * initialises a class of Truffle or GraalJS: two threads that initialise classes which need each other wait for each other
 * for ever.
 */
public final class StartClasses {
  private static final String NODES = "start-nodes.txt";

  private StartClasses() {}

  /** Begins with the class of the JDK that takes longest to initialise: a thirtieth of a second. Any thread. */
  public static void initialize() {
    Thread.ofPlatform().name("cortado classes").daemon().start(() -> new BigDecimal("1.5"));
  }

  /** Describes the nodes' classes and initialises those that word errors, on a thread that has time. */
  static void describeNodes() {
    ClassLoader loader = StartClasses.class.getClassLoader();
    try {
      ErrorWatch.prepare();
      for (String name : names()) {
        describe(Class.forName(name, false, loader));
      }
    } catch (ClassNotFoundException | LinkageError e) {
      // Another version of the engine: then the loop does it all when it gets there.
      return;
    }
  }

  /** Makes what Truffle keeps of a node's class: which of its fields are children, by reflection over all of them. */
  private static void describe(Class<?> type) {
    Objects.requireNonNull(NodeClass.get(type.asSubclass(Node.class)));
  }

  /** The classes of nodes that an Express app's start and first answer create, in the order they do. */
  private static String[] names() {
    try (InputStream in = Objects.requireNonNull(StartClasses.class.getResourceAsStream(NODES))) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
