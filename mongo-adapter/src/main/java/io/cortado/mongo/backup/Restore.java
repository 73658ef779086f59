package io.cortado.mongo.backup;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.json.JsonParseException;
import org.jspecify.annotations.Nullable;

/** Takes in what {@link Dump} or mongodump has written. One thread. */
public final class Restore {
  private static final int BATCH_DOCUMENTS = 1_000;
  private static final int BATCH_BYTES = 8 << 20;

  private final MongoClient client;
  private final boolean drop;
  private final Consumer<String> told;
  private long refused;

  private Restore(MongoClient client, boolean drop, Consumer<String> told) {
    this.client = client;
    this.drop = drop;
    this.told = told;
  }

  /**
   * Inserts what is in a folder: collections with their options, documents, then indexes.
   *
   * @param database the only one to take, or null for all
   * @param drop whether a collection is dropped first; otherwise what is there already stays as it is
   * @return how many documents the server has refused, such as those whose _id was there
   */
  public static long read(MongoClient client, @Nullable String database, Path folder, boolean drop, Consumer<String> told) {
    Restore restore = new Restore(client, drop, told);
    List<Path> databases = within(folder, Files::isDirectory).stream()
        .filter(path -> database == null || name(path, "").equals(database))
        .toList();
    if (databases.isEmpty()) {
      throw new BackupException("The folder " + folder + " holds no backup"
          + (database == null ? ": a backup has a folder for each database." : " of " + database + "."));
    }
    for (Path files : databases) {
      restore.database(client.getDatabase(name(files, "")), files);
    }
    return restore.refused;
  }

  private static List<Path> within(Path folder, java.util.function.Predicate<Path> wanted) {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.filter(wanted).sorted().toList();
    } catch (IOException e) {
      throw new BackupException("The folder " + folder + " cannot be read: " + e, e);
    }
  }

  private static String name(Path file, String ending) {
    String name = String.valueOf(file.getFileName());
    // A plus stands for itself in names of paths.
    return URLDecoder.decode(name.substring(0, name.length() - ending.length()).replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private void database(MongoDatabase database, Path files) {
    for (Path file : within(files, Files::isRegularFile)) {
      String name = String.valueOf(file.getFileName());
      String ending = name.endsWith(Names.COMPRESSED) ? Names.COMPRESSED : "";
      try {
        if (name.endsWith(Names.METADATA + ending)) {
          String start = name.substring(0, name.length() - (Names.METADATA + ending).length());
          Path documents = files.resolve(start + Names.DOCUMENTS + ending);
          collection(database, metadata(file), name(file, Names.METADATA + ending), documents);
        } else if (name.endsWith(Names.DOCUMENTS + ending)) {
          String start = name.substring(0, name.length() - (Names.DOCUMENTS + ending).length());
          if (Files.notExists(files.resolve(start + Names.METADATA + ending))) {
            collection(database, new BsonDocument(), name(file, Names.DOCUMENTS + ending), file);
          }
        }
      } catch (IOException e) {
        throw new BackupException("The file " + file + " cannot be read: " + e, e);
      }
    }
  }

  private static BsonDocument metadata(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(Names.COMPRESSED) ? new GZIPInputStream(bytes) : bytes) {
      return BsonDocument.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (JsonParseException | BsonInvalidOperationException e) {
      throw new BackupException("The file " + file + " is damaged: " + e.getMessage(), e);
    }
  }

  private void collection(MongoDatabase database, BsonDocument metadata, String fileName, Path documents) throws IOException {
    String name = metadata.getString("collectionName", new BsonString(fileName)).getValue();
    if (name.startsWith("system.")) {
      return;
    }
    MongoCollection<RawBsonDocument> collection =
        database.getCollection(name, RawBsonDocument.class).withWriteConcern(WriteConcern.MAJORITY);
    if (drop) {
      collection.drop();
    }
    if (!database.listCollectionNames().into(new ArrayList<>()).contains(name)) {
      BsonDocument create = new BsonDocument("create", new BsonString(name));
      create.putAll(metadata.getDocument("options", new BsonDocument()));
      // The index of _id comes by itself.
      create.remove("autoIndexId");
      database.runCommand(create);
    }
    long count = Files.exists(documents) ? documents(collection, documents) : 0;
    indexes(database, name, metadata.getArray("indexes", new BsonArray()));
    told.accept(database.getName() + "." + name + ": " + count + (count == 1 ? " document" : " documents"));
  }

  private static void indexes(MongoDatabase database, String name, BsonArray indexes) {
    BsonArray wanted = new BsonArray();
    for (BsonValue index : indexes) {
      BsonDocument description = index.asDocument();
      description.remove("ns");
      if (!description.getString("name").getValue().equals("_id_")) {
        wanted.add(description);
      }
    }
    if (!wanted.isEmpty()) {
      database.runCommand(new BsonDocument("createIndexes", new BsonString(name)).append("indexes", wanted));
    }
  }

  private long documents(MongoCollection<RawBsonDocument> collection, Path file) throws IOException {
    List<RawBsonDocument> batch = new ArrayList<>();
    long count = 0;
    int bytes = 0;
    try (BsonFile documents = new BsonFile(file)) {
      for (RawBsonDocument next = documents.next(); next != null; next = documents.next()) {
        batch.add(next);
        bytes += next.getByteBuffer().remaining();
        if (batch.size() == BATCH_DOCUMENTS || bytes >= BATCH_BYTES) {
          count += insert(collection, batch);
          bytes = 0;
        }
      }
    }
    return count + insert(collection, batch);
  }

  /** Inserts and empties a batch; returns how many documents were taken. */
  private int insert(MongoCollection<RawBsonDocument> collection, List<RawBsonDocument> batch) {
    int count = batch.size();
    if (count == 0) {
      return 0;
    }
    try {
      collection.insertMany(batch, new InsertManyOptions().ordered(false));
    } catch (MongoBulkWriteException e) {
      if (e.getWriteErrors().isEmpty()) {
        throw e;
      }
      int failed = e.getWriteErrors().size();
      told.accept(collection.getNamespace() + ": " + failed + " refused, the first: " + e.getWriteErrors().getFirst().getMessage());
      refused += failed;
      count -= failed;
    } finally {
      batch.clear();
    }
    return count;
  }
}
