package io.cortado.cli.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.classfile.attribute.ModuleHashesAttribute;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ModuleHashesTest {
  @Test
  void removesTheHashesAndNothingElse() throws Exception {
    byte[] original = Files.readAllBytes(Path.of(URI.create("jrt:/java.base/module-info.class")));
    var before = ClassFile.of().parse(original);
    var after = ClassFile.of().parse(ModuleHashes.strip(original));
    assertThat(before.elementStream().anyMatch(ModuleHashesAttribute.class::isInstance)).isTrue();
    assertThat(after.elementStream().anyMatch(ModuleHashesAttribute.class::isInstance)).isFalse();
    assertThat(after.elementStream().anyMatch(ModuleAttribute.class::isInstance)).isTrue();
    assertThat(after.elementList()).hasSize(before.elementList().size() - 1);
  }
}
