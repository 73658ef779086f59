package io.cortado.mongo.driver;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.ByteBuf;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;

class ReplyPackerTest {

  private static String packed(String json) {
    ByteBuf buffer = RawBsonDocument.parse(json).getByteBuffer();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return new ReplyPacker(bytes).pack();
  }

  @Test
  void namesTheShapeOnceAndGivesValues() {
    assertThat(packed("{a: 1, b: 'x', c: null, d: true, e: 1.5}"))
        .isEqualTo("[[\"va\\u0000vb\\u0000vc\\u0000vd\\u0000ve\\u0000\"],[1,\"x\",null,true,1.5,0]]");
  }

  @Test
  void sharesShapesBetweenTheDocumentsOfAnArray() {
    assertThat(packed("{l: [{a: 1}, {a: 2}, {b: 3}]}"))
        .isEqualTo("[[\"va\\u0000\",\"vb\\u0000\",\"al\\u0000\"],[\"s\",[[1,0],[2,0],[3,1]],2]]");
  }

  @Test
  void tellsMixedArraysElementByElement() {
    assertThat(packed("{l: [1, {$date: '1970-01-01T00:00:00.005Z'}, []]}"))
        .isEqualTo("[[\"al\\u0000\"],[\"vda\",[1,5,\"v\",[]],0]]");
  }

  @Test
  void keepsWhatJsonCannotSay() {
    assertThat(packed("{n: {$numberDouble: 'NaN'}, l: {$numberLong: '9007199254740993'}}"))
        .isEqualTo("[[\"xn\\u0000xl\\u0000\"],[[\"n\",\"NaN\"],[\"l\",1,2097152],0]]");
  }

  @Test
  void escapesTextAndNames() {
    assertThat(packed("{'q\"': 'a\\n\\u0001é\"'}")).isEqualTo("[[\"vq\\\"\\u0000\"],[\"a\\n\\u0001é\\\"\",0]]");
  }

  @Test
  void goesOnWhereADocumentPartsFromTheExpectedShape() {
    assertThat(packed("{l: [{a: 1, b: 2}, {a: 1, c: 2}, {a: 1}, {a: 1, b: 2}]}"))
        .contains("[[1,2,0],[1,2,1],[1,2],[1,2,0]]");
  }
}
