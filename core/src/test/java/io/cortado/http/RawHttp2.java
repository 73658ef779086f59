package io.cortado.http;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client that writes frames of HTTP/2 as they are, well-formed or not. */
final class RawHttp2 implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int CONTINUATION = 9;
  /** In place of an error: the connection was closed. */
  static final int BROKEN = -2;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;

  record Frame(int type, int flags, int stream, byte[] payload) {}

  private final Socket socket;
  private final DataInputStream in;

  RawHttp2(Socket socket) throws IOException {
    this.socket = socket;
    in = new DataInputStream(socket.getInputStream());
    socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    send(SETTINGS, 0, 0, new byte[0]);
  }

  void send(int type, int flags, int stream, byte[] payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
    frame.put((byte) (payload.length >> 16)).putShort((short) payload.length).put((byte) type).put((byte) flags).putInt(stream);
    socket.getOutputStream().write(frame.put(payload).array());
  }

  /** A block of fields, names and values in turn, none of them compressed. */
  static byte[] fields(String... pairs) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (int i = 0; i < pairs.length; i += 2) {
      block.write(0);
      for (int side = 0; side < 2; side++) {
        byte[] text = pairs[i + side].getBytes(StandardCharsets.ISO_8859_1);
        length(block, text.length);
        block.writeBytes(text);
      }
    }
    return block.toByteArray();
  }

  private static void length(ByteArrayOutputStream block, int length) {
    if (length < 127) {
      block.write(length);
      return;
    }
    block.write(127);
    int left = length - 127;
    while (left >= 128) {
      block.write(left % 128 + 128);
      left /= 128;
    }
    block.write(left);
  }

  /** Asks without a body; further fields are names and values in turn. */
  void get(int stream, String path, String... more) throws IOException {
    byte[] first = fields(":method", "GET", ":path", path, ":scheme", "http", ":authority", "a.example");
    byte[] rest = fields(more);
    send(HEADERS, END_STREAM | END_HEADERS, stream, ByteBuffer.allocate(first.length + rest.length).put(first).put(rest).array());
  }

  /** The next frame of one of these types; null where the connection ends before. */
  @Nullable Frame next(Integer... types) throws IOException {
    try {
      while (true) {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        Frame frame = new Frame(in.readUnsignedByte(), in.readUnsignedByte(), in.readInt(), in.readNBytes(length));
        if (List.of(types).contains(frame.type)) {
          return frame;
        }
      }
    } catch (EOFException | SocketException e) {
      return null;
    }
  }

  /** The next answer's status; 0 where a stream or the connection is ended in its place. */
  int status() throws IOException {
    Frame frame = next(HEADERS, RST_STREAM, GOAWAY);
    if (frame == null || frame.type != HEADERS) {
      return 0;
    }
    // Of HPACK's own table.
    return switch (frame.payload[0] & 0xff) {
      case 0x88 -> 200;
      case 0x8c -> 400;
      default -> -1;
    };
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
