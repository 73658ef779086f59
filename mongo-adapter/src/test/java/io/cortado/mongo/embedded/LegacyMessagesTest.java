package io.cortado.mongo.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operations that drivers used before OP_MSG, byte by byte as MongoDB's documentation of its protocol has them. */
class LegacyMessagesTest {

  private record Reply(int flags, long cursor, List<BsonDocument> documents) {}

  private EmbeddedServer server;
  private Socket socket;

  @BeforeEach
  void connect() throws IOException {
    server = EmbeddedServer.start(0, null);
    socket = new Socket("127.0.0.1", server.port());
    socket.setSoTimeout(20_000);
  }

  @AfterEach
  void close() throws IOException {
    socket.close();
    server.close();
  }

  private void send(int operation, Object... parts) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Object part : parts) {
      body.write(
          switch (part) {
            case Integer number -> little(4).putInt(number).array();
            case Long number -> little(8).putLong(number).array();
            case String name when name.startsWith("{") -> bytes(BsonDocument.parse(name));
            case String name -> (name + "\0").getBytes(StandardCharsets.UTF_8);
            default -> throw new IllegalArgumentException(part.toString());
          });
    }
    ByteBuffer head = little(16).putInt(16 + body.size()).putInt(5).putInt(0).putInt(operation);
    socket.getOutputStream().write(head.array());
    socket.getOutputStream().write(body.toByteArray());
  }

  private Reply reply() throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    int length = Integer.reverseBytes(in.readInt());
    ByteBuffer rest = ByteBuffer.wrap(in.readNBytes(length - 4)).order(ByteOrder.LITTLE_ENDIAN);
    rest.getInt();
    assertThat(rest.getInt()).isEqualTo(5);
    assertThat(rest.getInt()).isEqualTo(1);
    int flags = rest.getInt();
    long cursor = rest.getLong();
    rest.getInt();
    int count = rest.getInt();
    List<BsonDocument> documents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] document = new byte[rest.getInt(rest.position())];
      rest.get(document);
      BsonBinaryReader reader = new BsonBinaryReader(ByteBuffer.wrap(document));
      documents.add(new BsonDocumentCodec().decode(reader, DecoderContext.builder().build()));
    }
    return new Reply(flags, cursor, documents);
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] bytes(BsonDocument document) {
    BasicOutputBuffer buffer = new BasicOutputBuffer();
    new BsonDocumentCodec().encode(new BsonBinaryWriter(buffer), document, EncoderContext.builder().build());
    return buffer.toByteArray();
  }

  private List<Integer> ids(String query) throws IOException {
    send(2004, 0, "d.c", 0, 0, query);
    return reply().documents().stream().map(document -> document.getInt32("_id").getValue()).toList();
  }

  @Test
  void greetsByOldAndNewNames() throws IOException {
    for (String name : List.of("{isMaster: 1}", "{ismaster: 1}", "{hello: 1}")) {
      send(2004, 4, "admin.$cmd", 0, -1, name);
      BsonDocument hello = reply().documents().getFirst();
      assertThat(hello.getBoolean("ismaster").getValue()).isTrue();
      assertThat(hello.getInt32("minWireVersion").getValue()).isZero();
      assertThat(hello.keySet()).doesNotContain("me", "hosts", "setName", "compression", "topologyVersion");
    }
  }

  @Test
  void writesAndReads() throws IOException {
    send(2002, 0, "d.c", "{_id: 1, n: 3}", "{_id: 2, n: 2}", "{_id: 3, n: 1}");
    send(2001, 0, "d.c", 0, "{_id: 1}", "{$set: {n: 0}}");
    send(2001, 0, "d.c", 1, "{_id: 9}", "{$set: {n: 9}}");
    send(2001, 0, "d.c", 2, "{}", "{$set: {m: 1}}");
    assertThat(ids("{$query: {m: 1}, $orderby: {n: 1}}")).containsExactly(1, 3, 2, 9);
    send(2006, 0, "d.c", 1, "{m: 1}");
    send(2006, 0, "d.c", 0, "{_id: {$gt: 2}}");
    assertThat(ids("{}")).containsExactly(2);
  }

  @Test
  void pagesThroughACursorAndEndsIt() throws IOException {
    List<Object> insert = new ArrayList<>(List.of(0, "d.c"));
    IntStream.range(0, 10).forEach(i -> insert.add("{_id: " + i + "}"));
    send(2002, insert.toArray());
    send(2004, 0, "d.c", 1, 3, "{}", "{_id: 1}");
    Reply first = reply();
    assertThat(first.documents()).hasSize(3);
    assertThat(first.documents().getFirst().getInt32("_id").getValue()).isEqualTo(1);
    send(2005, 0, "d.c", 2, first.cursor());
    assertThat(reply().documents()).hasSize(2);
    send(2007, 0, 1, first.cursor());
    send(2005, 0, "d.c", 2, first.cursor());
    Reply gone = reply();
    assertThat(gone.flags() & 1).isEqualTo(1);
    assertThat(gone.documents()).isEmpty();
    send(2004, 0, "d.c", 0, -4, "{}");
    Reply limited = reply();
    assertThat(limited.documents()).hasSize(4);
    assertThat(limited.cursor()).isZero();
  }

  @Test
  void saysWhatIsWrongWithAQuery() throws IOException {
    send(2002, 0, "d.c", "{_id: 1, n: 3}");
    send(2004, 0, "d.c", 0, 0, "{n: {$nope: 1}}");
    Reply reply = reply();
    assertThat(reply.flags() & 2).isEqualTo(2);
    assertThat(reply.documents().getFirst().getString("$err").getValue()).isEqualTo("unknown operator: $nope");
    assertThat(reply.documents().getFirst().getInt32("code").getValue()).isEqualTo(2);
  }
}
