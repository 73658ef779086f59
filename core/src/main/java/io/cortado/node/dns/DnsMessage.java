package io.cortado.node.dns;

import io.cortado.node.net.IpText;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one question of a message, and what was answered to it. Called from any thread. */
record DnsMessage(int id, boolean response, boolean truncated, int code, String question, int type, Object[][] answers) {
  private static final int HEADER = 12;
  private static final int IN = 1;
  private static final int RECURSION_DESIRED = 0x0100;
  private static final int RESPONSE = 0x8000;
  private static final int TRUNCATED = 0x0200;

  /** A question for one kind of records, with the name as {@link DnsName#encode} has it. */
  static byte[] query(int id, byte[] name, int type) {
    return ByteBuffer.allocate(HEADER + name.length + 4)
        .putShort((short) id).putShort((short) RECURSION_DESIRED).putShort((short) 1).putShort((short) 0).putInt(0)
        .put(name).putShort((short) type).putShort((short) IN).array();
  }

  /** Reads a message whole: one that ends early, or whose records do not fill their lengths, is none. */
  static DnsMessage parse(ByteBuffer message) throws DnsFailure {
    try {
      int id = message.getShort() & 0xffff;
      int flags = message.getShort() & 0xffff;
      int questions = message.getShort() & 0xffff;
      int answers = message.getShort() & 0xffff;
      int others = (message.getShort() & 0xffff) + (message.getShort() & 0xffff);
      if (questions != 1) {
        throw new DnsFailure(DnsFailure.BADRESP);
      }
      String question = DnsName.decode(message);
      int type = message.getShort() & 0xffff;
      message.getShort();
      List<Object[]> records = new ArrayList<>();
      for (int i = 0; i < answers + others; i++) {
        Object[] record = record(message);
        if (i < answers && record != null) {
          records.add(record);
        }
      }
      return new DnsMessage(id, (flags & RESPONSE) != 0, (flags & TRUNCATED) != 0, flags & 15, question, type,
          records.toArray(Object[][]::new));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new DnsFailure(DnsFailure.BADRESP);
    }
  }

  /** The next record: type, seconds it may be kept, and its fields in their order; null for one of no interest. */
  private static Object @Nullable [] record(ByteBuffer message) throws DnsFailure {
    DnsName.decode(message);
    int type = message.getShort() & 0xffff;
    int kind = message.getShort() & 0xffff;
    long ttl = Math.min(message.getInt() & 0xffffffffL, Integer.MAX_VALUE);
    int length = message.getShort() & 0xffff;
    int end = message.position() + length;
    ByteBuffer data = message.duplicate().limit(end);
    message.position(end);
    List<Object> fields = new ArrayList<>();
    fields.add(type);
    fields.add((int) ttl);
    if (kind != IN || !read(type, data, fields)) {
      return null;
    }
    if (data.hasRemaining()) {
      throw new DnsFailure(DnsFailure.BADRESP);
    }
    return fields.toArray();
  }

  private static boolean read(int type, ByteBuffer data, List<Object> to) throws DnsFailure {
    switch (type) {
      case DnsType.A -> to.add(IpText.of(bytes(data, 4)));
      case DnsType.AAAA -> to.add(IpText.of(bytes(data, 16)));
      case DnsType.NS, DnsType.CNAME, DnsType.PTR -> to.add(DnsName.decode(data));
      case DnsType.SOA -> {
        to.add(DnsName.decode(data));
        to.add(DnsName.decode(data));
        for (int i = 0; i < 5; i++) {
          to.add((double) (data.getInt() & 0xffffffffL));
        }
      }
      case DnsType.MX -> {
        to.add(data.getShort() & 0xffff);
        to.add(DnsName.decode(data));
      }
      case DnsType.TXT -> {
        do {
          to.add(string(data));
        } while (data.hasRemaining());
      }
      case DnsType.SRV -> {
        for (int i = 0; i < 3; i++) {
          to.add(data.getShort() & 0xffff);
        }
        to.add(DnsName.decode(data));
      }
      case DnsType.NAPTR -> {
        to.add(data.getShort() & 0xffff);
        to.add(data.getShort() & 0xffff);
        for (int i = 0; i < 3; i++) {
          to.add(string(data));
        }
        to.add(DnsName.decode(data));
      }
      case DnsType.TLSA -> {
        for (int i = 0; i < 3; i++) {
          to.add(data.get() & 255);
        }
        if (!data.hasRemaining()) {
          throw new DnsFailure(DnsFailure.BADRESP);
        }
        to.add(ByteBuffer.wrap(bytes(data, data.remaining())));
      }
      case DnsType.CAA -> {
        to.add(data.get() & 255);
        to.add(string(data));
        to.add(text(bytes(data, data.remaining())));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static byte[] bytes(ByteBuffer data, int count) {
    byte[] bytes = new byte[count];
    data.get(bytes);
    return bytes;
  }

  private static String string(ByteBuffer data) {
    return text(bytes(data, data.get() & 255));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
