package io.cortado.node;

import io.cortado.node.buffer.BufferBinding;
import io.cortado.spi.ModuleContext;

/** The bindings that internal modules ask for by name and that need nothing but a {@link ModuleContext}. */
public final class Bindings {
  private Bindings() {}

  /** A new binding; called once per context and name, on the loop. */
  public static Object create(String name, ModuleContext context) {
    return switch (name) {
      case "fs" -> new FsBinding(context);
      case "os" -> new OsBinding(context);
      case "tty" -> new TtyBinding(context);
      case "buffer" -> new BufferBinding();
      case "inspect" -> new InspectBinding(context.context());
      case "crypto" -> new CryptoBinding(context);
      case "crypto_keys" -> new KeysBinding(context);
      case "zlib" -> new ZlibBinding(context);
      case "dns" -> new DnsBinding(context);
      case "tls" -> new TlsBinding(context);
      case "child_process" -> new ChildProcessBinding(context);
      default -> throw new IllegalArgumentException("internalBinding: no binding is called \"" + name + "\" (" + context + ")");
    };
  }
}
