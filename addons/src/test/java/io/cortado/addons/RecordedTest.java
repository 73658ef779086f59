package io.cortado.addons;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs scripts over our packages; the .txt files are what they printed on Node over npm's (record.js says how). */
class RecordedTest {

  @TempDir Path work;

  @ParameterizedTest(name = "{0} of {1} answers as npm''s does")
  @CsvSource({
    "bcrypt, ^6.0.0, bcrypt.6.txt, ''",
    "bcrypt, ^4.0.0, bcrypt.4.txt, texts",
    "bcryptjs, ^3.0.0, bcryptjs.3.txt, ''",
    "bcryptjs, ^2.4.0, bcryptjs.2.txt, ''",
    "argon2, ^0.45.0, argon2.txt, ''",
    "argon2, ^0.41.0, argon2.0.41.txt, ''",
    "sqlite3, ^5.1.7, sqlite3.txt, ''",
  })
  void printsWhatNpmsPackagePrints(String name, String range, String recorded, String argument) throws Exception {
    Path source = Scripts.folder();
    for (String file : List.of(name + ".js", "print.js")) {
      Files.copy(source.resolve(file), work.resolve(file));
    }
    Files.writeString(work.resolve("package.json"), "{\"dependencies\": {\"%s\": \"%s\"}}".formatted(name, range));

    Scripts.Result result = Scripts.run(work.resolve(name + ".js"), work, Map.of(), argument);

    assertThat(result.output()).isEqualTo(Files.readString(source.resolve(recorded)));
    assertThat(result.errors()).isEmpty();
    assertThat(result.exit()).isZero();
  }

  /** Recorded with Node 22. */
  @Test
  void nodesOwnSqliteAnswersAsNodesDoes() throws Exception {
    Path source = Scripts.folder();
    Files.copy(source.resolve("sqlite.js"), work.resolve("sqlite.js"));

    Scripts.Result result = Scripts.run(work.resolve("sqlite.js"), work, Map.of(), "");

    assertThat(result.output()).isEqualTo(Files.readString(source.resolve("sqlite.txt")));
    assertThat(result.errors()).isEmpty();
    assertThat(result.exit()).isZero();
  }
}
