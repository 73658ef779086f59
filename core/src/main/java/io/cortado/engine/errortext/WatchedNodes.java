package io.cortado.engine.errortext;

import com.oracle.truffle.api.source.SourceSection;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.nodes.JavaScriptNode;
import com.oracle.truffle.js.nodes.NodeFactory;
import com.oracle.truffle.js.nodes.access.JSReadFrameSlotNode;
import com.oracle.truffle.js.nodes.access.JSWriteFrameSlotNode;
import com.oracle.truffle.js.nodes.function.BlockScopeNode;
import com.oracle.truffle.js.nodes.function.FunctionBodyNode;
import com.oracle.truffle.js.runtime.JSContext;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.objects.ScriptOrModule;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * What the engine's translator makes its nodes with, so that functions and the blocks of {@code try} are made with the
 * places where errors get V8's words. To look for these places in trees that are made already cost a heavy start a tenth
 * of its time (ADR 0012).
 */
public final class WatchedNodes extends NodeFactory {

  /** Null where contexts share code, and so several threads. */
  private final @Nullable CallDepth depth;

  private WatchedNodes(boolean shared) {
    depth = shared ? null : new CallDepth();
  }

  /**
   * Has all that the entered context translates from now on be watched; on the loop, before anything of the app runs.
   *
   * @param shared whether other contexts take what is translated
   */
  public static void install(boolean shared) {
    if ("engine".equals(System.getProperty("cortado.errorTexts"))) {
      return;
    }
    try {
      // The engine names its factory in one place and offers no way to give it another.
      Field factory = JSContext.class.getDeclaredField("nodeFactory");
      factory.setAccessible(true);
      JSContext context = JSRealm.get(null).getContext();
      if (!(factory.get(context) instanceof WatchedNodes)) {
        factory.set(context, new WatchedNodes(shared));
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this version of GraalJS makes its nodes otherwise", e);
    }
  }

  @Override
  public FunctionBodyNode createFunctionBody(JavaScriptNode body) {
    return new WatchedBody(body, depth);
  }

  @Override
  public JavaScriptNode createTryCatch(
      JSContext context, JavaScriptNode tryNode, JavaScriptNode catchBlock, JavaScriptNode writeErrorVar,
      BlockScopeNode blockScope, JavaScriptNode destructuring, JavaScriptNode conditionExpression) {
    return super.createTryCatch(
        context, watched(tryNode), catchBlock, writeErrorVar, blockScope, destructuring, conditionExpression);
  }

  // What runs after an await or a yield is the body of a function that the engine makes itself.

  @Override
  public JavaScriptNode createAsyncFunctionBody(
      JSContext context, JavaScriptNode body, JSWriteFrameSlotNode writeContext, JSReadFrameSlotNode readContext,
      JSWriteFrameSlotNode writeResult, SourceSection section, TruffleString name, ScriptOrModule script) {
    return super.createAsyncFunctionBody(context, watched(body), writeContext, readContext, writeResult, section, name, script);
  }

  @Override
  public JavaScriptNode createGeneratorBody(
      JSContext context, JavaScriptNode body, JSWriteFrameSlotNode writeYield, JSReadFrameSlotNode readYield,
      SourceSection section, TruffleString name, ScriptOrModule script) {
    return super.createGeneratorBody(context, watched(body), writeYield, readYield, section, name, script);
  }

  @Override
  public JavaScriptNode createAsyncGeneratorBody(
      JSContext context, JavaScriptNode body, JSWriteFrameSlotNode writeYield, JSReadFrameSlotNode readYield,
      JSWriteFrameSlotNode writeContext, JSReadFrameSlotNode readContext, SourceSection section, TruffleString name,
      ScriptOrModule script) {
    return super.createAsyncGeneratorBody(
        context, watched(body), writeYield, readYield, writeContext, readContext, section, name, script);
  }

  @Override
  public JavaScriptNode createTopLevelAsyncModuleBody(
      JSContext context, JavaScriptNode body, JSWriteFrameSlotNode writeResult, JSWriteFrameSlotNode writeContext,
      SourceSection section, ScriptOrModule script) {
    return super.createTopLevelAsyncModuleBody(context, watched(body), writeResult, writeContext, section, script);
  }

  private static JavaScriptNode watched(JavaScriptNode body) {
    WatchedBlock block = new WatchedBlock(body);
    JavaScriptNode.transferSourceSection(body, block);
    return block;
  }
}
