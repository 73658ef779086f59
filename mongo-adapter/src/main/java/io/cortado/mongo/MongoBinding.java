package io.cortado.mongo;

import io.cortado.mongo.bson.Decimals;
import io.cortado.mongo.bson.Int64;
import io.cortado.mongo.driver.Addresses;
import io.cortado.mongo.driver.EmbeddedServers;
import io.cortado.mongo.driver.ReplyPacker;
import io.cortado.spi.ModuleContext;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.graalvm.polyglot.Value;

/** What the JavaScript side of {@code mongodb} calls. Runs on the loop. */
public final class MongoBinding {

  private final ModuleContext context;
  private final Supplier<EmbeddedServers> servers;

  /** {@code servers} gives the app's embedded servers when it asks for one first. */
  MongoBinding(ModuleContext context, Supplier<EmbeddedServers> servers) {
    this.context = context;
    this.servers = servers;
  }

  /** The arithmetic of 64-bit integers. */
  public Int64 int64() {
    return new Int64();
  }

  /** Decimals as text and as bytes. */
  public Decimals decimals() {
    return new Decimals();
  }

  /** {@code callback(error, port)} for the embedded server of a connection string, which is started if need be. */
  public void embedded(String uri, Value callback) {
    context.assertOnLoop();
    EmbeddedServers all = servers.get();
    Path folder = context.workingDirectory();
    context.settle(context.blocking(() -> Addresses.embeddedPort(uri, folder, all)), callback);
  }

  /** A document's BSON, {@code length} bytes of an ArrayBuffer, as packed text. */
  public String packed(Value buffer, int offset, int length) {
    return new ReplyPacker(bytes(buffer, offset, length)).pack();
  }

  /** The same beside the loop, for a large one: {@code callback(error, text)}. */
  public void packedLater(Value buffer, int offset, int length, Value callback) {
    context.assertOnLoop();
    byte[] document = bytes(buffer, offset, length);
    context.settle(context.blocking(() -> new ReplyPacker(document).pack()), callback);
  }

  private static byte[] bytes(Value buffer, int offset, int length) {
    byte[] bytes = new byte[length];
    buffer.readBuffer(offset, bytes, 0, length);
    return bytes;
  }
}
