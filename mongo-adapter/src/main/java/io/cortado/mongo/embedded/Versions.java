package io.cortado.mongo.embedded;

import de.bwaldvogel.mongo.MongoVersion;
import java.util.List;

/** The version the server reports: MongoDB 7.0 with wire version 21, the lowest that today's drivers accept. */
final class Versions implements MongoVersion {

  static final int WIRE = 21;

  @Override
  public List<Integer> getVersionArray() {
    return List.of(7, 0, 0, 0);
  }

  @Override
  public String toVersionString() {
    return "7.0.0";
  }

  @Override
  public int getWireVersion() {
    return WIRE;
  }
}
