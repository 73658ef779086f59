package io.cortado.bench.count;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Has every call that crosses the border counted, whose places no instrument of the engine can see: puts a call of
 * {@link Crossings} before the three methods of Truffle through which all of them go.
 */
public final class CountAgent implements ClassFileTransformer {
  private static final ClassDesc CROSSINGS = ClassDesc.of(Crossings.class.getName());
  private static final ClassDesc ROOT = ClassDesc.of("com.oracle.truffle.api.nodes.RootNode");
  private static final ClassDesc OBJECTS = ConstantDescs.CD_Object.arrayType();

  /** A method, and what is called first in it. */
  private record Hook(String method, Consumer<CodeBuilder> call) {}

  private static final Map<String, Hook> HOOKS = Map.of(
      "com/oracle/truffle/host/HostMethodDesc$SingleMethod$MHBase",
      new Hook("invokeGuestToHost", code -> code.aload(0).invokestatic(
          CROSSINGS, "method", MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object))),
      "com/oracle/truffle/host/GuestToHostRootNode",
      new Hook("execute", code -> code.aload(0).aload(1)
          .invokeinterface(ClassDesc.of("com.oracle.truffle.api.frame.VirtualFrame"), "getArguments", MethodTypeDesc.of(OBJECTS))
          .invokestatic(CROSSINGS, "intoJava", MethodTypeDesc.of(ConstantDescs.CD_void, ROOT, OBJECTS))),
      "com/oracle/truffle/polyglot/HostToGuestRootNode",
      new Hook("execute", code -> code.aload(0)
          .invokestatic(CROSSINGS, "intoJavaScript", MethodTypeDesc.of(ConstantDescs.CD_void, ROOT))));

  private CountAgent() {}

  /** What the JVM calls first. */
  public static void premain(@Nullable String options, Instrumentation instrumentation) {
    instrumentation.addTransformer(new CountAgent());
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader, String name, @Nullable Class<?> old, @Nullable ProtectionDomain domain, byte[] bytes) {
    Hook hook = HOOKS.get(name);
    return hook == null ? null : rewritten(bytes, hook);
  }

  private static byte[] rewritten(byte[] bytes, Hook hook) {
    ClassFile file = ClassFile.of();
    CodeTransform first = new CodeTransform() {
      @Override
      public void atStart(CodeBuilder code) {
        hook.call().accept(code);
      }

      @Override
      public void accept(CodeBuilder code, CodeElement element) {
        code.with(element);
      }
    };
    return file.transformClass(
        file.parse(bytes),
        ClassTransform.transformingMethodBodies(method -> method.methodName().equalsString(hook.method()), first));
  }
}
