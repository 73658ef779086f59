package io.cortado.cli;

import io.cortado.node.options.BadOptionException;
import io.cortado.node.options.NodeLine;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code --inspect}, {@code --inspect-brk} and {@code --inspect-wait}: GraalVM's inspector, for Chrome and VS Code. */
final class Inspector {
  private static final int PORT = 9229;
  private static final Pattern PLACE = Pattern.compile("(?:(localhost|127\\.0\\.0\\.1):)?([0-9]{1,5})|localhost|127\\.0\\.0\\.1");

  /** In a jar that the launcher puts on the class path for these options alone, because the engine is slower with it. */
  private static final String CLASS = "com/oracle/truffle/tools/chromeinspector/instrument/InspectorInstrument.class";

  private Inspector() {}

  /** Has the engine start with an inspector where the options ask for one; a sentence for the user where it cannot. */
  static @Nullable String prepare(NodeLine node) throws BadOptionException {
    String how = null;
    String place = null;
    for (NodeLine.Given given : node.given()) {
      if (List.of("--inspect", "--inspect-brk", "--inspect-wait").contains(given.name())) {
        how = given.name();
        place = given.value() == null ? place : given.value();
      } else if (given.name().equals("--inspect-port")) {
        place = given.value();
      }
    }
    if (how == null) {
      return null;
    }
    int port = port(place);
    if (Inspector.class.getClassLoader().getResource(CLASS) == null) {
      return how + " has to be known when Java starts: give it on the command line, or in NODE_OPTIONS";
    }
    System.setProperty("polyglot.inspect", Integer.toString(port));
    System.setProperty("polyglot.inspect.Suspend", Boolean.toString(how.equals("--inspect-brk")));
    System.setProperty("polyglot.inspect.WaitAttached", Boolean.toString(how.equals("--inspect-wait")));
    return null;
  }

  private static int port(@Nullable String place) throws BadOptionException {
    if (place == null) {
      return PORT;
    }
    Matcher matcher = PLACE.matcher(place);
    if (!matcher.matches()) {
      throw new BadOptionException(
          "--inspect=" + place + " is not supported: the inspector listens on 127.0.0.1 alone; give a port, and reach it through ssh -L");
    }
    return matcher.group(2) == null ? PORT : Integer.parseInt(matcher.group(2));
  }
}
