package io.cortado.engine.errortext;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.js.nodes.JavaScriptNode;
import java.util.Set;

/** Stands around the block of a {@code try … catch}, or what an async function or generator resumes, and sees the errors that leave it. */
final class WatchedBlock extends JavaScriptNode {
  @Child private JavaScriptNode block;

  WatchedBlock(JavaScriptNode block) {
    this.block = block;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    try {
      return block.execute(frame);
    } catch (RuntimeException | Error failure) {
      throw ErrorWatch.seen(failure, this);
    }
  }

  @Override
  public void executeVoid(VirtualFrame frame) {
    try {
      block.executeVoid(frame);
    } catch (RuntimeException | Error failure) {
      throw ErrorWatch.seen(failure, this);
    }
  }

  @Override
  public boolean isResultAlwaysOfType(Class<?> type) {
    return block.isResultAlwaysOfType(type);
  }

  @Override
  protected JavaScriptNode copyUninitialized(Set<Class<? extends Tag>> materializedTags) {
    return new WatchedBlock(cloneUninitialized(block, materializedTags));
  }
}
