package io.bertline.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WorkflowManifestTest {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  private static final Path TEMPLATE = REPOSITORY.resolve("workflows/base/workflowtemplate.yaml");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  static List<Path> manifests() throws IOException {
    try (Stream<Path> files = Files.walk(REPOSITORY.resolve("workflows"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("workflow"))
          .filter(Files::isRegularFile)
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void everyNameInAManifestLeadsSomewhere(Path manifest) throws IOException {
    assertThat(WorkflowLint.problems(read(manifest))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void argosSchemaAcceptsEveryManifest(Path manifest) throws IOException {
    assertThat(schema().problems(read(manifest))).isEmpty();
  }

  @Test
  void argosSchemaRefusesAMisspeltFieldAndAWrongType() throws IOException {
    String text = Files.readString(TEMPLATE);
    ArgoSchema schema = schema();

    assertThat(schema.problems(parse(text.replace("depends: prep", "dependsOn: prep"))))
        .singleElement()
        .asString()
        .contains("dependsOn");
    assertThat(schema.problems(parse(text.replace("value: latest", "value: [1]")))).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          entrypoint: pipeline                    | entrypoint: pipelin                  | entrypoint 'pipelin' is no template
          - name: eval                            | - name: train                        | two templates have the same name
          template: train                         | template: trian                      | pipeline/train: template 'trian' does not exist
          depends: prep                           | depends: perp                        | pipeline/train: depends on 'perp', which is no task
          depends: import-model                   | depends: import-model && train       | pipeline/prep: depends on itself
          depends: train                          | depends: prep                        | pipeline/eval: uses an output of 'train' without depending on it
          tasks.prep.outputs.parameters.uri       | tasks.prep.outputs.parameters.url    | pipeline/train: output 'url' is not declared by its task
          {{workflow.parameters.epochs}}          | {{workflow.parameters.epoch}}        | train: {{workflow.parameters.epoch}} is declared nowhere
          {{inputs.parameters.dataset}}           | {{inputs.parameters.datasets}}       | train: {{inputs.parameters.datasets}} is declared nowhere
          name: dataset\\n                  value | name: data\\n                  value | pipeline/train: passes 'data', which its template does not take
          name: dataset\\n            value: ""   | name: other                          | pipeline/train: does not pass 'other', which has no default
          command: [java                          | x: [java                             | train: no command; Argo would ask a registry for the image's entry point
          """)
  void aBrokenNameIsFound(String sound, String broken, String problem) throws IOException {
    String text = Files.readString(TEMPLATE);
    String changed = text.replace(unescape(sound), unescape(broken));

    assertThat(changed).isNotEqualTo(text);
    assertThat(WorkflowLint.problems(parse(changed))).contains(problem);
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void everyCommandIsThatOfItsImage(Path manifest) throws IOException {
    for (JsonNode container : read(manifest).findValues("container")) {
      String image = container.path("image").asText().replaceAll(".*/([a-z-]+):.*", "$1");
      List<String> command =
          YAML.convertValue(
              container.path("command"),
              YAML.getTypeFactory().constructCollectionType(List.class, String.class));

      assertThat(command).hasSize(3).startsWith("java", "@/app/java-options");
      assertThat(REPOSITORY.resolve("containers").resolve(image).resolve("Dockerfile")).exists();
      assertThat(
              REPOSITORY
                  .resolve("containers")
                  .resolve(image)
                  .resolve(command.get(2).replace("@/app/", "")))
          .exists();
    }
  }

  private static String unescape(String text) {
    return text.replace("\\n", "\n");
  }

  private static JsonNode read(Path manifest) throws IOException {
    return parse(Files.readString(manifest));
  }

  private static JsonNode parse(String yaml) throws IOException {
    return YAML.readTree(yaml);
  }

  private static ArgoSchema schema() throws IOException {
    String file = System.getenv("ARGO_SCHEMA");
    assumeTrue(
        file != null,
        "set ARGO_SCHEMA to a copy of api/jsonschema/schema.json of argoproj/argo-workflows");
    return new ArgoSchema(Path.of(file));
  }
}
