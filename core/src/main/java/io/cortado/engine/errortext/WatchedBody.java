package io.cortado.engine.errortext;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.js.nodes.JavaScriptNode;
import com.oracle.truffle.js.nodes.function.FunctionBodyNode;
import java.util.Set;

/** The body of a function, which sees the errors that leave it. */
final class WatchedBody extends FunctionBodyNode {

  WatchedBody(JavaScriptNode body) {
    super(body);
  }

  @Override
  public Object execute(VirtualFrame frame) {
    try {
      return super.execute(frame);
    } catch (RuntimeException | Error failure) {
      throw ErrorWatch.seen(failure, this);
    }
  }

  @Override
  protected JavaScriptNode copyUninitialized(Set<Class<? extends Tag>> materializedTags) {
    return new WatchedBody(cloneUninitialized(getBody(), materializedTags));
  }
}
