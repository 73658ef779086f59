package io.cortado.engine.errortext;

import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import com.oracle.truffle.js.runtime.GraalJSException.JSStackTraceElement;
import com.oracle.truffle.js.runtime.JSException;
import org.jspecify.annotations.Nullable;

/**
 * Where an error of the engine arose.
 *
 * @param text the source text of the failing node or of the call of the engine's function that failed; may be empty
 * @param source all of that source, or an empty string
 * @param start where {@code text} starts in it
 * @param node the kind of the node
 * @param parent the kind of the node around it
 * @param builtin the function of the engine that failed, such as {@code String.repeat}, or an empty string
 */
record ErrorPlace(String text, String source, int start, String node, String parent, String builtin) {

  /** Called while the error passes a function or a {@code try} of the source {@code passed}. */
  static ErrorPlace of(JSException error, @Nullable Source passed) {
    Node node = error.getLocation();
    String kind = kind(node);
    String parent = node == null ? "" : kind(node.getParent());
    SourceSection section = node == null ? null : node.getEncapsulatingSourceSection();
    if (section != null && section.isAvailable() && section.getCharLength() > 0) {
      String source = section.getSource().getCharacters().toString();
      return new ErrorPlace(section.getCharacters().toString(), source, section.getCharIndex(), kind, parent, "");
    }
    JSStackTraceElement[] stack = error.getJSStackTrace();
    boolean inEngine = stack.length > 0 && stack[0].toString().endsWith("(native)");
    String builtin = inEngine ? stack[0].toString().replace(" (native)", "") : "";
    int caller = inEngine ? 1 : 0;
    if (passed != null && stack.length > caller && isOf(passed, stack[caller].getFileName().toString())) {
      String source = passed.getCharacters().toString();
      int start = stack[caller].getPosition();
      int end = start + stack[caller].getCharLength();
      if (start >= 0 && end <= source.length()) {
        return new ErrorPlace(source.substring(start, end), source, start, kind, parent, builtin);
      }
    }
    return new ErrorPlace("", "", 0, kind, parent, builtin);
  }

  /** ES modules are named by what asked for them first, which is not where they are. */
  private static boolean isOf(Source source, String file) {
    return file.endsWith(source.getName()) || file.equals(source.getPath());
  }

  private static String kind(@Nullable Node node) {
    return node == null ? "" : node.getClass().getSimpleName();
  }

  /** The last name of the failing function of the engine: {@code repeat}. */
  String method() {
    return builtin.substring(Math.max(builtin.lastIndexOf('.'), builtin.lastIndexOf(' ')) + 1);
  }

  /** The source text of an argument of the call, or an empty string. */
  String argument(int index) {
    int open = text.startsWith("new ") ? text.indexOf('(') : openOfLastCall();
    if (open < 0) {
      return "";
    }
    int at = open + 1;
    for (int i = 0; i < index; i++) {
      at = SourceScan.expression(text, at) + 1;
    }
    return at >= text.length() ? "" : text.substring(at, SourceScan.expression(text, at)).strip();
  }

  private int openOfLastCall() {
    int open = -1;
    for (int at = text.indexOf('('); at >= 0; at = text.indexOf('(', at)) {
      int end = SourceScan.close(text, at);
      if (end < 0) {
        return -1;
      }
      open = at;
      at = end;
    }
    return open;
  }
}
