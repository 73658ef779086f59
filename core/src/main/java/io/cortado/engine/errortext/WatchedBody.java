package io.cortado.engine.errortext;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.js.nodes.JavaScriptNode;
import com.oracle.truffle.js.nodes.function.FunctionBodyNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of a function, which sees the errors that leave it and counts the calls that are open. */
final class WatchedBody extends FunctionBodyNode {
  private final @Nullable CallDepth known;

  WatchedBody(JavaScriptNode body, @Nullable CallDepth known) {
    super(body);
    this.known = known;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    CallDepth depth = known == null ? CallDepth.ofThread() : known;
    if (depth.calls >= CallDepth.MAX) {
      throw CallDepth.exhausted();
    }
    depth.calls++;
    try {
      return super.execute(frame);
    } catch (RuntimeException | Error failure) {
      throw ErrorWatch.seen(failure, this);
    } finally {
      depth.calls--;
    }
  }

  @Override
  protected JavaScriptNode copyUninitialized(Set<Class<? extends Tag>> materializedTags) {
    return new WatchedBody(cloneUninitialized(getBody(), materializedTags), known);
  }
}
