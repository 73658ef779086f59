package io.cortado.mongo.embedded.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.LongDataType;

/** What the maps of the file hold. Called from any thread. */
public final class MapTypes {

  private static final int OVERHEAD = 48;

  /** How many times its bytes a record takes with the document of them. */
  private static final int DECODED = 4;

  private MapTypes() {}

  /** A map of bytes in the order of {@link Arrays#compareUnsigned(byte[], byte[])} to nothing. */
  public static MVMap.Builder<byte[], Boolean> keys() {
    return new MVMap.Builder<byte[], Boolean>().keyType(new Bytes()).valueType(new Nothing());
  }

  static MVMap.Builder<Long, Bson> documents() {
    return new MVMap.Builder<Long, Bson>().keyType(LongDataType.INSTANCE).valueType(new BsonType());
  }

  static MVMap.Builder<String, Bson> named() {
    return new MVMap.Builder<String, Bson>().valueType(new BsonType());
  }

  private static final class Bytes extends BasicDataType<byte[]> {

    @Override
    public int getMemory(byte[] key) {
      return OVERHEAD + key.length;
    }

    @Override
    public int compare(byte[] one, byte[] other) {
      return Arrays.compareUnsigned(one, other);
    }

    @Override
    public int binarySearch(byte[] key, Object storage, int size, int guess) {
      byte[][] keys = (byte[][]) storage;
      int low = 0;
      int high = size - 1;
      int middle = guess - 1;
      if (middle < 0 || middle > high) {
        middle = high >>> 1;
      }
      while (low <= high) {
        int order = Arrays.compareUnsigned(key, keys[middle]);
        if (order > 0) {
          low = middle + 1;
        } else if (order < 0) {
          high = middle - 1;
        } else {
          return middle;
        }
        middle = (low + high) >>> 1;
      }
      return -(low + 1);
    }

    @Override
    public void write(WriteBuffer target, byte[] key) {
      target.putVarInt(key.length).put(key);
    }

    @Override
    public byte[] read(ByteBuffer source) {
      byte[] key = new byte[DataUtils.readVarInt(source)];
      source.get(key);
      return key;
    }

    @Override
    public byte[][] createStorage(int size) {
      return new byte[size][];
    }
  }

  private static final class Nothing extends BasicDataType<Boolean> {

    @Override
    public int getMemory(Boolean value) {
      return 0;
    }

    @Override
    public boolean isMemoryEstimationAllowed() {
      return true;
    }

    @Override
    public void write(WriteBuffer target, Boolean value) {
      // There is one value only.
    }

    @Override
    public Boolean read(ByteBuffer source) {
      return Boolean.TRUE;
    }

    @Override
    public Boolean[] createStorage(int size) {
      return new Boolean[size];
    }
  }

  private static final class BsonType extends BasicDataType<Bson> {

    @Override
    public int getMemory(Bson value) {
      return OVERHEAD + value.bytes().length * DECODED;
    }

    @Override
    public void write(WriteBuffer target, Bson value) {
      target.put(value.bytes());
    }

    @Override
    public Bson read(ByteBuffer source) {
      int length = Integer.reverseBytes(source.getInt(source.position()));
      byte[] bytes = new byte[length];
      source.get(bytes);
      return new Bson(bytes, null);
    }

    @Override
    public Bson[] createStorage(int size) {
      return new Bson[size];
    }
  }
}
