package io.cortado.cli.image;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.ModuleHashesAttribute;

/** Removes from a module descriptor the hashes that tie it to the modules it was built with. */
final class ModuleHashes {
  private ModuleHashes() {}

  /** The same {@code module-info.class} without its ModuleHashes attribute. */
  static byte[] strip(byte[] moduleInfo) {
    ClassFile classFile = ClassFile.of();
    ClassModel model = classFile.parse(moduleInfo);
    return classFile.transformClass(
        model, ClassTransform.dropping(element -> element instanceof ModuleHashesAttribute));
  }
}
