package io.cortado.mongo.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.jspecify.annotations.Nullable;

/** Files on a disk with room for so many bytes; public, because the storage library makes instances. */
public final class FullDisk extends FilePathWrapper {
  static final String SCHEME = "fulldisk:";

  /** How long the file may become; what crosses it is written up to there, as a disk does it. */
  static final AtomicLong ROOM = new AtomicLong(Long.MAX_VALUE);

  /** What the operating system says where the disk itself is waited for, or null. */
  static final AtomicReference<@Nullable IOException> BROKEN = new AtomicReference<>();

  static void register() {
    FilePath.register(new FullDisk());
  }

  @Override
  public String getScheme() {
    return "fulldisk";
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new Limited(getBase().open(mode));
  }

  private static final class Limited extends FileBaseDefault {
    private final FileChannel file;

    Limited(FileChannel file) {
      this.file = file;
    }

    @Override
    public synchronized int read(ByteBuffer into, long position) throws IOException {
      return file.read(into, position);
    }

    @Override
    public synchronized int write(ByteBuffer bytes, long position) throws IOException {
      long room = Math.max(ROOM.get(), file.size()) - position;
      if (room <= 0) {
        throw new IOException("No space left on device");
      }
      ByteBuffer part = bytes.slice(bytes.position(), (int) Math.min(room, bytes.remaining()));
      int written = file.write(part, position);
      bytes.position(bytes.position() + written);
      return written;
    }

    @Override
    public void force(boolean metaData) throws IOException {
      IOException failure = BROKEN.get();
      if (failure != null) {
        throw failure;
      }
      file.force(metaData);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }
  }
}
