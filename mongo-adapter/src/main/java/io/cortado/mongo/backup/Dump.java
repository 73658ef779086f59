package io.cortado.mongo.backup;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;

/**
 * Writes databases into a folder: for each a folder, and in it for each collection its documents as BSON and its indexes and
 * options as JSON. Collections are read one after the other while the server goes on, so that a write may be in one and miss
 * in another that was read before. Any thread.
 */
public final class Dump {
  private static final Set<String> OF_THE_SERVER = Set.of("local", "config");
  private static final JsonWriterSettings EXTENDED = JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();
  private static final FileAttribute<?>[] NONE = {};

  private final Path folder;
  private final boolean modes;
  private final Consumer<String> told;

  private Dump(Path folder, Consumer<String> told) {
    this.folder = folder;
    this.told = told;
    this.modes = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /**
   * Writes the databases of a server, each collection told in a line.
   *
   * @param database the only one to write, or null for all
   * @param folder where to; it must be new or empty
   */
  public static void write(MongoClient client, @Nullable String database, Path folder, Consumer<String> told) {
    Dump dump = new Dump(folder, told);
    try {
      dump.prepare();
      List<String> names = client.listDatabaseNames().into(new ArrayList<>());
      if (database != null && !names.contains(database)) {
        throw new BackupException("There is no database " + database + "; there are " + String.join(", ", names) + ".");
      }
      for (String name : names) {
        if (database == null ? !OF_THE_SERVER.contains(name) : name.equals(database)) {
          dump.database(client.getDatabase(name));
        }
      }
    } catch (IOException e) {
      throw new BackupException("The backup in " + folder + " is not complete: " + e, e);
    }
  }

  private void prepare() throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> within = Files.list(folder)) {
        if (within.findAny().isPresent()) {
          throw new BackupException("The folder " + folder + " is not empty. Name a new one for the backup.");
        }
      }
    } else if (Files.exists(folder)) {
      throw new BackupException(folder + " is to be the backup's folder, but is a file. Name a new folder.");
    }
    Files.createDirectories(folder, owners("rwx------"));
  }

  /** Documents are read by nobody else, here as in the database's file. */
  private FileAttribute<?>[] owners(String permissions) {
    return modes
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
        : NONE;
  }

  private void database(MongoDatabase database) throws IOException {
    for (BsonDocument collection : database.listCollections(BsonDocument.class)) {
      String name = collection.getString("name").getValue();
      if (!name.startsWith("system.")) {
        Path files = Files.createDirectories(folder.resolve(Names.file(database.getName())), owners("rwx------"));
        collection(database, name, collection, files.resolve(Names.file(name)));
      }
    }
  }

  private void collection(MongoDatabase database, String name, BsonDocument description, Path file) throws IOException {
    String type = description.getString("type", new BsonString("collection")).getValue();
    BsonDocument metadata =
        new BsonDocument("options", description.getDocument("options", new BsonDocument()))
            .append("indexes", new BsonArray())
            .append("collectionName", new BsonString(name))
            .append("type", new BsonString(type));
    long documents = 0;
    if (!type.equals("view")) {
      MongoCollection<RawBsonDocument> collection = database.getCollection(name, RawBsonDocument.class);
      collection.listIndexes(BsonDocument.class).forEach(metadata.getArray("indexes")::add);
      documents = documents(collection, Path.of(file + Names.DOCUMENTS));
    }
    try (FileChannel channel = create(Path.of(file + Names.METADATA))) {
      ByteBuffer text = ByteBuffer.wrap(metadata.toJson(EXTENDED).getBytes(StandardCharsets.UTF_8));
      while (text.hasRemaining()) {
        channel.write(text);
      }
      channel.force(true);
    }
    told.accept(database.getName() + "." + name + ": " + documents + (documents == 1 ? " document" : " documents"));
  }

  private long documents(MongoCollection<RawBsonDocument> collection, Path file) throws IOException {
    long count = 0;
    try (FileChannel channel = create(file);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
      for (RawBsonDocument document : collection.find()) {
        ByteBuffer bytes = document.getByteBuffer().asNIO();
        out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        count++;
      }
      out.flush();
      channel.force(true);
    }
    return count;
  }

  private FileChannel create(Path file) throws IOException {
    return FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owners("rw-------"));
  }
}
