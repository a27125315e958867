package io.bertline.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestsIT {
  private static String base = "";
  private static String flink = "";
  private static String kind = "";

  @BeforeAll
  static void render() throws IOException, InterruptedException {
    base = render("base");
    flink = render("overlays/gke-gpu-flink");
    kind = render("overlays/kind");
  }

  static List<String> sites() throws IOException {
    return Repository.sites().stream()
        .map(folder -> Repository.WORKFLOWS.relativize(folder).toString())
        .toList();
  }

  static List<Path> submitted() throws IOException {
    return Repository.submitted();
  }

  @ParameterizedTest
  @MethodSource("sites")
  void everyNameLeadsSomewhere(String site) throws IOException, InterruptedException {
    Manifests manifests = Manifests.parse(render(site));

    assertThat(manifests.argo()).hasSize(3);
    assertThat(manifests.ofKind("WorkflowTemplate"))
        .hasSize(2)
        .allSatisfy(template -> assertThat(WorkflowLint.problems(template)).isEmpty());
    assertThat(manifests.ofKind("CronWorkflow"))
        .hasSize(1)
        .allSatisfy(
            cron ->
                assertThat(WorkflowLint.problems(cron, manifests.workflowTemplate())).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("submitted")
  void whatIsSubmittedFitsTheTemplate(Path file) throws IOException {
    JsonNode template = Manifests.parse(base).workflowTemplate();
    JsonNode workflow = Manifests.document(Files.readString(file));

    assertThat(WorkflowLint.problems(workflow, template)).isEmpty();
    assertThat(schema().problems(workflow)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("sites")
  void argosSchemaAcceptsEveryManifest(String site) throws IOException, InterruptedException {
    for (JsonNode document : Manifests.parse(render(site)).argo()) {
      assertThat(schema().problems(document)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("sites")
  void theStepsAreTheCommandsOfTheImages(String site) throws IOException, InterruptedException {
    assertThat(CommandLint.problems(Manifests.parse(render(site)).workflowTemplate())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("sites")
  void aSiteSetsWhatIsNeededAndNoMore(String site) throws IOException, InterruptedException {
    assertThat(SiteLint.problems(Manifests.parse(render(site)))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("sites")
  void everyContainerHasNoMoreRightsThanItNeeds(String site)
      throws IOException, InterruptedException {
    Manifests manifests = Manifests.parse(render(site));
    JsonNode spec = manifests.workflowTemplate().path("spec");

    assertThat(spec.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(spec.findValues("container"))
        .hasSize(6)
        .allSatisfy(
            container -> {
              JsonNode rights = container.path("securityContext");
              assertThat(rights.path("readOnlyRootFilesystem").asBoolean()).isTrue();
              assertThat(rights.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
              assertThat(Manifests.texts(rights.at("/capabilities/drop"))).containsExactly("ALL");
              assertThat(container.path("terminationMessagePath").asText())
                  .isEqualTo("/dev/termination-log");
            });
    assertThat(manifests.ofKind("Role"))
        .singleElement()
        .extracting(role -> role.path("rules").toString())
        .isEqualTo(
            "[{\"apiGroups\":[\"argoproj.io\"],\"resources\":[\"workflowtaskresults\"],"
                + "\"verbs\":[\"create\",\"patch\"]}]");
    assertThat(manifests.ofKind("Secret")).isEmpty();
    assertThat(manifests.documents().toString()).doesNotContain("secretKeyRef", "KeySecret");
  }

  /** An init container of Argo's would need the variables that the others of a pod get. */
  @Test
  void noStepHasAnInputArtifact() throws IOException {
    assertThat(Manifests.parse(base).workflowTemplate().at("/spec/templates"))
        .isNotEmpty()
        .allSatisfy(template -> assertThat(template.at("/inputs/artifacts")).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("sites")
  void aSweepHasTheStepsAndParametersOfTheTemplate(String site)
      throws IOException, InterruptedException {
    Manifests manifests = Manifests.parse(render(site));
    ObjectNode sweep = manifests.workflowTemplate("bertline-sweep").path("spec").deepCopy();

    assertThat(sweep.path("entrypoint").asText()).isEqualTo("sweep");
    assertThat(sweep.set("entrypoint", TextNode.valueOf("pipeline")).toString())
        .isEqualTo(manifests.workflowTemplate().path("spec").toString());
  }

  /**
   * The emulator is where the steps look for it, and comes with the site only if it is asked for.
   */
  @Test
  void anEmulatorIsAComponentOfItsOwn() throws IOException, InterruptedException {
    assertThat(Manifests.parse(render("overlays/local")).ofKind("Deployment")).isEmpty();
    assertThat(Manifests.parse(kind).ofKind("Deployment"))
        .singleElement()
        .satisfies(
            emulator -> {
              JsonNode container = emulator.at("/spec/template/spec/containers/0");
              assertThat(container.path("imagePullPolicy").asText()).isEqualTo("Never");
              assertThat(Manifests.texts(container.path("args"))).contains("-port=4443");
            });
    assertThat(Manifests.parse(kind).site().at("/data/every-pod-patch").asText())
        .contains("value: http://$(HOST_IP):4443");
  }

  /** What is applied must not undo {@code argo cron suspend} or {@code argo cron resume}. */
  @Test
  void aWeeklyTrainingIsSuspendedUntilASiteAsksForIt(@TempDir Path site)
      throws IOException, InterruptedException {
    Path toWorkflows = site.toRealPath().relativize(Repository.WORKFLOWS.toRealPath());
    Files.writeString(
        site.resolve("kustomization.yaml"),
        "resources: [%s/base]\ncomponents: [%s/components/weekly-retraining]\n"
            .formatted(toWorkflows, toWorkflows));

    assertThat(suspended(base)).isEqualTo(BooleanNode.TRUE);
    assertThat(suspended(Kustomize.find().render(site))).isEqualTo(MissingNode.getInstance());
  }

  private static JsonNode suspended(String site) throws IOException {
    return Manifests.parse(site)
        .ofKind("CronWorkflow")
        .findFirst()
        .orElseThrow()
        .at("/spec/suspend");
  }

  /** Alone, a step starts from the last run of the project; in the pipeline, from the defaults. */
  @Test
  void aStepAloneIsLikeTheLastOneOfTheProject() throws IOException {
    JsonNode spec = Manifests.parse(base).workflowTemplate().path("spec");
    JsonNode templates = spec.path("templates");

    Map<String, String> inPipeline = new LinkedHashMap<>();
    for (JsonNode task : Manifests.named(templates, "pipeline").at("/dag/tasks")) {
      JsonNode like = Manifests.named(task.at("/arguments/parameters"), "like");
      if (like.has("value")) {
        inPipeline.put(task.path("name").asText(), like.path("value").asText());
      }
    }
    assertThat(inPipeline)
        .containsExactly(entry("prep", ""), entry("train", ""), entry("eval", ""));
    for (String step : inPipeline.keySet()) {
      JsonNode inputs = Manifests.named(templates, step).at("/inputs/parameters");
      assertThat(Manifests.named(inputs, "like").path("value").asText())
          .isEqualTo("project:{{workflow.parameters.project}}");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "workflows/README.md", "workflows/quora.yaml"})
  void everyParameterAndEntryPointOfADocumentExists(String file) throws IOException {
    JsonNode spec = Manifests.parse(base).workflowTemplate().path("spec");
    Map<String, JsonNode> templates = Manifests.byName(spec.path("templates"));
    Set<String> parameters =
        new TreeSet<>(Manifests.byName(spec.at("/arguments/parameters")).keySet());
    templates
        .values()
        .forEach(
            template ->
                parameters.addAll(Manifests.byName(template.at("/inputs/parameters")).keySet()));
    String text = Files.readString(Repository.ROOT.resolve(file));

    assertThat(words(text, "(?<=\\s|`)-p ([a-z-]+)=")).isNotEmpty().isSubsetOf(parameters);
    assertThat(words(text, "--entrypoint ([a-z-]+)")).isSubsetOf(templates.keySet());
  }

  private static Set<String> words(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(word -> word.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * What {@code argo submit workflows/quora.yaml} runs is what --params-file gives by hand, and a
   * test of rows that the tutorial does not use, without which nothing can be released.
   */
  @Test
  void theQuoraWorkflowIsTheRecipeOfTheTutorial() throws IOException {
    JsonNode recipe =
        Manifests.document(
            Files.readString(Repository.WORKFLOWS.resolve("params/quora-tutorial.yaml")));
    JsonNode arguments =
        Manifests.document(Files.readString(Repository.WORKFLOWS.resolve("quora.yaml")))
            .at("/spec/arguments/parameters");
    Map<String, JsonNode> given = Manifests.byName(arguments);
    JsonNode others =
        Manifests.document(Manifests.named(arguments, "params").path("value").asText());

    List<String> differences = new ArrayList<>();
    for (String step : List.of("prep", "train", "eval")) {
      for (Map.Entry<String, JsonNode> option : recipe.path(step).properties()) {
        JsonNode parameter = given.get(option.getKey());
        JsonNode value =
            parameter == null ? others.path(step).path(option.getKey()) : parameter.path("value");
        String recipes = plain(option.getValue());
        if (!plain(value).equals(recipes)) {
          differences.add(step + "." + option.getKey() + ": " + recipes + " -> " + plain(value));
        }
      }
      assertThat(others.path(step).properties())
          .allSatisfy(option -> assertThat(recipe.path(step).has(option.getKey())).isTrue());
    }
    assertThat(differences)
        .containsExactly("prep.test-size: 0 -> 11755", "eval.split: validation -> test");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          entrypoint: pipeline              | entrypoint: pipelin               | entrypoint 'pipelin' is no template
          template: train                   | template: trian                   | pipeline/train: template 'trian' does not exist
          depends: prep.Succeeded           | depends: perp.Succeeded           | pipeline/train: depends on 'perp', which is no task
          depends: prep.Succeeded           | depends: prep.Suceeded            | pipeline/train: depends on 'prep.Suceeded', which Argo does not know
          depends: import-model.Succeeded   | depends: train                    | pipeline/prep: depends on itself
          depends: train.Succeeded          | depends: prep                     | pipeline/eval: uses an output of 'train' without depending on it
          tasks.prep.outputs.parameters.uri | tasks.prep.outputs.parameters.url | pipeline/train: output 'url' is not declared by its task
          {{workflow.parameters.epochs}}    | {{workflow.parameters.epoch}}     | train: {{workflow.parameters.epoch}} is declared nowhere
          {{workflow.parameters.epochs}}    | 3                                 | parameter 'epochs' is used nowhere
          {{inputs.parameters.dataset}}     | {{inputs.parameters.datasets}}    | train: {{inputs.parameters.datasets}} is declared nowhere
          {{inputs.parameters.model}}       | x                                 | train: input 'model' is used nowhere
          withParam:                        | without:                          | sweep/train: {{item}} is declared nowhere
          parameters.every-pod-patch        | parameters.any-pod-patch          | podSpecPatch: {{workflow.parameters.any-pod-patch}} is declared nowhere
          name: epochs                      | name: seed                        | two of parameter 'seed'
          command:                          | x:                                | train: no command; Argo would ask a registry for the image's entry point
          """)
  void aNameThatLeadsNowhereIsFound(String sound, String broken, String problem)
      throws IOException {
    assertThat(WorkflowLint.problems(changed(base, sound, broken).workflowTemplate()))
        .contains(problem);
  }

  @Test
  void anArgumentThatItsTemplateDoesNotTakeIsFound() throws IOException {
    JsonNode template = Manifests.parse(base).workflowTemplate();
    JsonNode pipeline = Manifests.named(template.at("/spec/templates"), "pipeline");
    JsonNode train = Manifests.named(pipeline.at("/dag/tasks"), "train");
    ((ObjectNode) train.at("/arguments/parameters/1")).put("name", "modal");

    assertThat(WorkflowLint.problems(template))
        .containsExactly("pipeline/train: passes 'modal', which its template does not take");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          BERTLINE_EPOCHS              | BERTLINE_EPOCH             | train: BERTLINE_EPOCH is no option of the command
          {{workflow.parameters.epochs | {{workflow.parameters.seed | train: --epochs is not set from a parameter of its name
          training split (3)           | training split (4)         | epochs: its description does not end with its default (3)
          rows for validation (0.1)    | rows for validation (0.2)  | validation-size: its description does not end with its default (0.1, or none beside --validation-input)
          train: passes                | eval: passes               | epochs: its description does not begin with 'train'
          - cosine                     | - cosinus                  | schedule: its enum is not [, constant, cosine, linear]
          '@/app/eval'                 | '@/app/evaluate'           | eval: is not started by 'java @/app/java-options @/app/eval'
          --outputs-dir                | --output-dir               | prep: has no option --output-dir
          BERTLINE_RELEASE             | BERTLINE_THREADS           | publish: does not set --release
          parameters.eval-image        | parameters.train-image     | eval: image {{workflow.parameters.train-image}} has no such command
          143]                         | 137]                       | train: retries after the exit codes [75, 137]
          """)
  void aStepThatIsNotItsCommandIsFound(String sound, String broken, String problem)
      throws IOException {
    assertThat(CommandLint.problems(changed(base, sound, broken).workflowTemplate()))
        .contains(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          key: train-pod-patch      | key: train-pod-patches   | bertline-site: has no train-pod-patches
          key: train-pod-patch      | key: train-pod-patches   | bertline-site: train-pod-patch is used nowhere
          configmap-type: Parameter | configmap-type: Cache    | bertline-site: has not the label by which Argo finds parameters
          eval-image: bertline/eval | eval-image: bertline/eva | bertline-site: eval-image is 'eva', which is no image
          limits: {memory: 8Gi}     | limits: {memory: 4Gi}    | train-pod-patch: asks for more memory than its limit
          memory: 8Gi               | memory: 800Mi            | train-pod-patch: its limit leaves a heap of 200 MiB
          cpu: "3"                  | cpu: 3                   | train-pod-patch: quantity 3 is no string
          name: main                | name: mian               | prep-pod-patch: does not patch the container 'main'
          GracePeriodSeconds: 15    | GracePeriodSeconds: 10   | train-pod-patch: its pod is killed before 10 seconds are over
          value: "50"               | value: "60"              | train-pod-patch: its pod is killed before 60 seconds are over
          memory: 2Gi               | memory: 2Mi              | flink-jobmanager: needs a memory limit of at least 1 GiB
          '@/app/flink-jobmanager'  | '@/app/flink'            | flink-jobmanager: is not started by the command of its name
          address=flink-jobmanager  | address=flink            | flink-taskmanager: is not told where flink-jobmanager is
          flink-jobmanager:8081     | flink-jobmanager:8082    | bertline-site: flink-master leads to no Flink cluster
          prep-image: REGION        | prep-image: OTHER        | flink-taskmanager: does not take prep-image and pull-policy from bertline-site
          pull-policy: Always       | pull-policy: Never       | flink-jobmanager: does not take prep-image and pull-policy from bertline-site
          every-pod-patch: '{}'     | every-pod-patch: '{containers: [{name: main, env: [{name: A, value: b}]}]}' | flink-taskmanager: has not the variables of every-pod-patch
          - name: wait              | - name: weight           | every-pod-patch: 'weight' is in no pod and would be added
          env: *storage             | env: []                  | every-pod-patch: 'wait' has not the variables of 'main'
          dnsPolicy: Default        | initContainers: []       | every-pod-patch: patches init containers, which not every pod has
          """)
  void aSiteThatDoesNotFitIsFound(String sound, String broken, String problem) throws IOException {
    String site =
        Stream.of(flink, kind, base).filter(text -> text.contains(sound)).findFirst().orElseThrow();
    assertThat(SiteLint.problems(changed(site, sound, broken))).contains(problem);
  }

  @Test
  void argosSchemaRefusesAMisspeltFieldAndAWrongType() throws IOException {
    assertThat(
            schema().problems(changed(base, "depends: prep", "dependsOn: prep").workflowTemplate()))
        .singleElement()
        .asString()
        .contains("dependsOn");
    assertThat(
            schema()
                .problems(changed(base, "failFast: false", "failFast: no way").workflowTemplate()))
        .isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          name: bertline | name: bertlin   | refers to no template 'bertline'
          name: epochs   | name: epoch     | passes 'epoch', which 'bertline' does not declare
          value: ignore  | value: ignored  | duplicates: 'ignored' is not in the enum
          """)
  void aWorkflowThatDoesNotFitItsTemplateIsFound(String sound, String broken, String problem)
      throws IOException {
    String workflow = Files.readString(Repository.WORKFLOWS.resolve("quora.yaml"));

    assertThat(
            WorkflowLint.problems(
                Manifests.document(workflow.replace(sound, broken)),
                Manifests.parse(base).workflowTemplate()))
        .contains(problem);
  }

  /** Returns a value as a text; a number, quoted or not, without an exponent. */
  private static String plain(JsonNode value) {
    try {
      return new BigDecimal(value.asText()).stripTrailingZeros().toPlainString();
    } catch (NumberFormatException e) {
      return value.asText();
    }
  }

  private static Manifests changed(String site, String sound, String broken) throws IOException {
    String changed = site.replace(sound, broken);
    assertThat(changed).isNotEqualTo(site);
    return Manifests.parse(changed);
  }

  private static ArgoSchema schema() throws IOException {
    String file = System.getenv("ARGO_SCHEMA");
    assumeTrue(
        file != null,
        "set ARGO_SCHEMA to a copy of api/jsonschema/schema.json of argoproj/argo-workflows");
    return new ArgoSchema(Path.of(file));
  }

  private static String render(String site) throws IOException, InterruptedException {
    return Kustomize.find().render(Repository.WORKFLOWS.resolve(site));
  }
}
