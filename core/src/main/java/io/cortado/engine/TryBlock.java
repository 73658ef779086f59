package io.cortado.engine;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.NodeUtil;
import com.oracle.truffle.js.nodes.JavaScriptNode;
import com.oracle.truffle.js.nodes.control.TryCatchNode;
import com.oracle.truffle.js.runtime.JSException;
import com.oracle.truffle.js.runtime.JSRuntime;
import java.util.Set;

/** Stands around the block of a {@code try … catch} and sees the errors that leave it. */
final class TryBlock extends JavaScriptNode {
  @Child private JavaScriptNode block;

  private TryBlock(JavaScriptNode block) {
    this.block = block;
  }

  /** {@code node} or, in an async function or generator, what it wraps; the block is the first child. */
  static void insertInto(Node node) {
    TryCatchNode statement = NodeUtil.findFirstNodeInstance(node, TryCatchNode.class);
    Node block = statement == null ? null : statement.getChildren().iterator().next();
    if (block instanceof JavaScriptNode known && !(block instanceof TryBlock)) {
      TryBlock around = new TryBlock(known);
      known.replace(around);
      around.adoptChildren();
    }
  }

  @Override
  public Object execute(VirtualFrame frame) {
    try {
      return block.execute(frame);
    } catch (RuntimeException | Error failure) {
      throw seen(failure);
    }
  }

  @Override
  public void executeVoid(VirtualFrame frame) {
    try {
      block.executeVoid(frame);
    } catch (RuntimeException | Error failure) {
      throw seen(failure);
    }
  }

  /** Throws what the {@code catch} is to see. */
  private RuntimeException seen(Throwable failure) {
    if (failure instanceof JSException known) {
      if (ErrorTextInstrument.isNew(known)) {
        ErrorTextInstrument.reword(known, getEncapsulatingSourceSection());
      }
      throw known;
    }
    JSException error = EngineFailure.asError(failure, this);
    throw error == null ? JSRuntime.<RuntimeException>rethrow(failure) : error;
  }

  @Override
  public boolean isResultAlwaysOfType(Class<?> type) {
    return block.isResultAlwaysOfType(type);
  }

  @Override
  protected JavaScriptNode copyUninitialized(Set<Class<? extends Tag>> materializedTags) {
    return new TryBlock(cloneUninitialized(block, materializedTags));
  }
}
