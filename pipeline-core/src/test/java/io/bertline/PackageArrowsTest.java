package io.bertline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packages of pipeline-core and the arrows allowed between them. */
class PackageArrowsTest {
  private static final Map<String, List<String>> ARROWS =
      Map.ofEntries(
          Map.entry("failure", List.of()),
          Map.entry("wire", List.of()),
          Map.entry("report", List.of()),
          Map.entry("storage", List.of("failure")),
          Map.entry("artifact", List.of("failure", "storage")),
          Map.entry("classifier", List.of("failure")),
          Map.entry("metrics", List.of("failure")),
          Map.entry("table", List.of("failure")),
          Map.entry("safetensors", List.of("failure")),
          Map.entry("huggingface", List.of("failure", "safetensors")),
          Map.entry("onnx", List.of("failure", "wire")),
          Map.entry("tensorbundle", List.of("failure", "wire")),
          Map.entry("tfexample", List.of("wire")),
          Map.entry("tfrecord", List.of("failure")),
          Map.entry(
              "dataset",
              List.of("failure", "storage", "artifact", "tfrecord", "tfexample", "wire")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.bertline");

  @Test
  void everyPackageIsListed() {
    assertThat(
            CLASSES.getPackage("io.bertline").getSubpackages().stream()
                .map(JavaPackage::getRelativeName))
        .containsExactlyInAnyOrderElementsOf(ARROWS.keySet());
  }

  @Test
  void aPackageUsesOnlyWhatItMay() {
    ARROWS.forEach(
        (name, allowed) -> {
          Stream<String> ours = Stream.concat(Stream.of(name), allowed.stream());
          Stream<String> others = Stream.of("java..", "com.fasterxml.jackson..", "org.jspecify..");
          classes()
              .that()
              .resideInAPackage("io.bertline." + name + "..")
              .should()
              .onlyDependOnClassesThat()
              .resideInAnyPackage(
                  Stream.concat(ours.map(other -> "io.bertline." + other + ".."), others)
                      .toArray(String[]::new))
              .check(CLASSES);
        });
  }
}
