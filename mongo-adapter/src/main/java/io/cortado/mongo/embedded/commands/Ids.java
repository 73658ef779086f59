package io.cortado.mongo.embedded.commands;

import de.bwaldvogel.mongo.bson.ObjectId;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** ObjectIds with time and counter; the storage library's own are random, so their time and order mean nothing. */
public final class Ids {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] PROCESS = new byte[5];
  private static final AtomicInteger COUNTER = new AtomicInteger(RANDOM.nextInt());

  static {
    RANDOM.nextBytes(PROCESS);
  }

  private Ids() {}

  public static ObjectId next() {
    int count = COUNTER.incrementAndGet();
    ByteBuffer bytes = ByteBuffer.allocate(12).putInt((int) (System.currentTimeMillis() / 1000)).put(PROCESS);
    bytes.put((byte) (count >> 16)).put((byte) (count >> 8)).put((byte) count);
    return new ObjectId(bytes.array());
  }
}
