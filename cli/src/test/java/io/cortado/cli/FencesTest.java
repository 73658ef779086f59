package io.cortado.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which package may know what; the reasons stand in CONTRIBUTING.md. */
class FencesTest {
  private static final String[] MODULES = {
    "io.cortado.express..", "io.cortado.views..", "io.cortado.mongo..", "io.cortado.addons.."
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.cortado");

  @Test
  void theServerAndTheLoopKnowNoMoreOfGraalThanWhatCrossesTheBorder() {
    noClasses().that(resideInAnyPackage("io.cortado.http..", "io.cortado.loop.."))
        .should().dependOnClassesThat(resideInAPackage("org.graalvm..").and(not(crossesTheBorder())))
        .check(CLASSES);
    // One instrument, of which ADR 0012 says why.
    noClasses().that(not(resideInAPackage("io.cortado.engine")))
        .should().dependOnClassesThat().resideInAnyPackage("com.oracle..").check(CLASSES);
  }

  @Test
  void onlyTheServerTheLoopAndWhatStartsThemKnowUndertow() {
    noClasses().that(not(resideInAnyPackage("io.cortado", "io.cortado.http..", "io.cortado.loop..", "io.cortado.bench..")))
        .should().dependOnClassesThat().resideInAnyPackage("io.undertow..", "org.xnio..", "org.jboss..").check(CLASSES);
  }

  @Test
  void modulesUseNothingOfCoreButTheServiceInterface() {
    for (String module : MODULES) {
      classes().that(resideInAPackage(module))
          .should().onlyDependOnClassesThat(
              not(resideInAPackage("io.cortado..")).or(resideInAnyPackage(module, "io.cortado.spi..")))
          .check(CLASSES);
    }
  }

  @Test
  void coreKnowsNoModule() {
    noClasses().that(not(resideInAnyPackage(MODULES))).and(not(resideInAPackage("io.cortado.cli..")))
        .should().dependOnClassesThat().resideInAnyPackage(MODULES).check(CLASSES);
  }

  @Test
  void nothingKnowsTheCommandLine() {
    noClasses().that(not(resideInAPackage("io.cortado.cli..")))
        .should().dependOnClassesThat().resideInAPackage("io.cortado.cli..").check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> crossesTheBorder() {
    return DescribedPredicate.describe(
        "cross the border",
        type -> type.getPackageName().startsWith("org.graalvm.polyglot.proxy")
            || type.getBaseComponentType().getName().equals("org.graalvm.polyglot.Value")
            || type.getName().startsWith("org.graalvm.polyglot.HostAccess")
            || type.getName().equals("org.graalvm.polyglot.TypeLiteral")
            || type.getName().equals("org.graalvm.polyglot.PolyglotException"));
  }
}
