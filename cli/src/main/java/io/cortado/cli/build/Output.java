package io.cortado.cli.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is there when it is whole, and with the rights that new files have. */
final class Output {
  private Output() {}

  /** Writes a file's contents. */
  interface Writer {
    void write(Path file) throws IOException, InterruptedException, BuildException;
  }

  static void to(Path file, Writer writer) throws IOException, InterruptedException, BuildException {
    Path made = file.resolveSibling("." + file.getFileName() + "-" + ProcessHandle.current().pid());
    try {
      writer.write(made);
      Files.move(made, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(made);
    }
  }
}
