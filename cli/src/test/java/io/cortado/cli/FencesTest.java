package io.cortado.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which package may know what; the reasons stand in CONTRIBUTING.md. */
class FencesTest {
  private static final String[] MODULES = {
    "io.cortado.express..", "io.cortado.views..", "io.cortado.mongo..", "io.cortado.addons.."
  };

  /** Each package by itself, whatever stands above or below it. */
  private static final SliceAssignment PACKAGES =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
          return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
          return "the packages";
        }
      };

  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.cortado");

  @Test
  void theServerAndTheLoopKnowNoMoreOfGraalThanWhatCrossesTheBorder() {
    noClasses().that(resideInAnyPackage("io.cortado.http..", "io.cortado.loop.."))
        .should().dependOnClassesThat(resideInAPackage("org.graalvm..").and(not(crossesTheBorder())))
        .check(CLASSES);
  }

  @Test
  void onlyTheEngineKnowsTruffle() {
    noClasses().that(not(resideInAPackage("io.cortado.engine..")))
        .should().dependOnClassesThat().resideInAPackage("com.oracle..").check(CLASSES);
  }

  @Test
  void eachPackageOfCoreKnowsOnlyWhatIsBelowIt() {
    knowsOfCoreOnly("io.cortado.spi");
    knowsOfCoreOnly("io.cortado.engine.errortext");
    knowsOfCoreOnly("io.cortado.loop");
    knowsOfCoreOnly("io.cortado.bound", "io.cortado.spi");
    knowsOfCoreOnly("io.cortado.typescript");
    knowsOfCoreOnly("io.cortado.module", "io.cortado.spi", "io.cortado.engine.errortext", "io.cortado.typescript");
    knowsOfCoreOnly("io.cortado.engine.start", "io.cortado.spi", "io.cortado.engine.errortext", "io.cortado.module");
    // What operators ask is answered beside the app.
    knowsOfCoreOnly("io.cortado.management", "io.cortado.spi", "io.cortado.loop");
    // Texts, bytes, errors and addresses cross the border in one way; servers and sockets of tls show the same to their clients.
    knowsOfCoreOnly(
        "io.cortado.http..", "io.cortado.spi", "io.cortado.loop", "io.cortado.node", "io.cortado.node.buffer", "io.cortado.node.net",
        "io.cortado.node.tls");
    knowsOfCoreOnly("io.cortado.node..", "io.cortado.spi");
  }

  @Test
  void coreModulesOfNodeKnowOfOneAnotherWhatTheyAreMadeOf() {
    String shared = "io.cortado.node";
    String bytes = "io.cortado.node.buffer";
    String addresses = "io.cortado.node.net";
    knowsOfNodeOnly(shared);
    knowsOfNodeOnly(bytes);
    knowsOfNodeOnly("io.cortado.node.zlib", bytes);
    for (String module : List.of("fs", "crypto", "process", "net")) {
      knowsOfNodeOnly("io.cortado.node." + module, shared, bytes);
    }
    knowsOfNodeOnly("io.cortado.node.dgram", shared, bytes, addresses);
    knowsOfNodeOnly("io.cortado.node.dns", shared, addresses);
    knowsOfNodeOnly("io.cortado.node.os", shared, addresses);
    knowsOfNodeOnly("io.cortado.node.tls", bytes, "io.cortado.node.crypto");
  }

  @Test
  void noPackagesNeedEachOther() {
    slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheServerTheLoopAndWhatStartsThemKnowUndertow() {
    noClasses()
        .that(not(resideInAnyPackage(
            "io.cortado", "io.cortado.http..", "io.cortado.loop..", "io.cortado.management", "io.cortado.bench..")))
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

  private static void knowsOfCoreOnly(String from, String... others) {
    knowsOnly(from, "io.cortado..", others);
  }

  private static void knowsOfNodeOnly(String from, String... others) {
    knowsOnly(from, "io.cortado.node..", others);
  }

  private static void knowsOnly(String from, String among, String... others) {
    classes().that(resideInAPackage(from))
        .should().onlyDependOnClassesThat(
            not(resideInAPackage(among)).or(resideInAPackage(from)).or(resideInAnyPackage(others)))
        .check(CLASSES);
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
