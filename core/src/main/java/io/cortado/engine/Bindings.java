package io.cortado.engine;

import io.cortado.node.buffer.BufferBinding;
import io.cortado.node.crypto.CryptoBinding;
import io.cortado.node.crypto.KeysBinding;
import io.cortado.node.dgram.DgramBinding;
import io.cortado.node.dns.DnsBinding;
import io.cortado.node.inspect.InspectTextBinding;
import io.cortado.node.options.OptionsBinding;
import io.cortado.node.os.OsBinding;
import io.cortado.node.path.PathBinding;
import io.cortado.node.perf.PerfBinding;
import io.cortado.node.process.ChildProcessBinding;
import io.cortado.node.process.IdentityBinding;
import io.cortado.node.process.TtyBinding;
import io.cortado.node.tls.TlsBinding;
import io.cortado.node.url.UrlBinding;
import io.cortado.node.zlib.ZlibBinding;
import io.cortado.spi.ModuleContext;

/** The bindings that internal modules ask for by name and that need nothing but a {@link ModuleContext}. */
final class Bindings {
  private Bindings() {}

  /** A new binding; called once per context and name, on the loop. */
  static Object create(String name, ModuleContext context) {
    return switch (name) {
      case "os" -> new OsBinding();
      case "tty" -> new TtyBinding(context);
      case "buffer" -> new BufferBinding();
      case "inspect" -> new InspectBinding();
      case "parcel" -> new ParcelBinding();
      case "inspect_text" -> new InspectTextBinding();
      case "deep_json" -> new DeepJson();
      case "crypto" -> new CryptoBinding(context);
      case "crypto_keys" -> new KeysBinding(context);
      case "zlib" -> new ZlibBinding(context);
      case "dgram" -> new DgramBinding(context);
      case "dns" -> new DnsBinding(context);
      case "identity" -> new IdentityBinding();
      case "options" -> new OptionsBinding();
      case "path" -> new PathBinding();
      case "perf" -> new PerfBinding();
      case "url" -> new UrlBinding();
      case "vm" -> new VmBinding();
      case "tls" -> new TlsBinding(context);
      case "child_process" -> new ChildProcessBinding(context);
      default -> throw new IllegalArgumentException("internalBinding: no binding is called \"" + name + "\" (" + context + ")");
    };
  }
}
