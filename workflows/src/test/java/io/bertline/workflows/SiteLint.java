package io.bertline.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.bertline.train.TrainCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Checks what a site sets: that all of it is there and used, that heaps fit into pods, and that
 * every pod gets it.
 */
final class SiteLint {
  private static final Pattern HEAP_SHARE = Pattern.compile("(?m)^-XX:MaxRAMPercentage=(\\d+)$");
  private static final Pattern QUANTITY = Pattern.compile("(\\d+)(Gi|Mi|g|m)");

  private static final String GRACE = "BERTLINE_GRACE_SECONDS";
  private static final int TRAINS_GRACE =
      Integer.parseInt(
          new CommandLine(new TrainCommand())
              .getCommandSpec()
              .findOption("--grace-seconds")
              .defaultValue());
  private static final int KUBERNETES_GRACE = 30;
  private static final String EVERY_POD = "every-pod-patch";
  private static final String JOB_MANAGER = "flink-jobmanager";
  private static final String ADDRESS = "-Djobmanager.rpc.address=";
  private static final long LEAST_TASK_MANAGER = 1024;

  /** The modules whose options of the JVM the steps have. */
  private static final Map<String, String> MODULES =
      Map.of(
          "import-model", "pipeline-prep",
          "prep", "pipeline-prep",
          "train", "pipeline-train",
          "select", "pipeline-train",
          "eval", "pipeline-eval",
          "publish", "pipeline-eval");

  private final Manifests manifests;
  private final JsonNode data;
  private final List<String> problems = new ArrayList<>();

  private SiteLint(Manifests manifests) {
    this.manifests = manifests;
    this.data = manifests.site().path("data");
  }

  /** Returns one line for each problem of a rendered site, none if it is sound. */
  static List<String> problems(Manifests manifests) throws IOException {
    SiteLint lint = new SiteLint(manifests);
    lint.checkKeys();
    lint.checkImages();
    lint.checkEveryPod();
    for (Map.Entry<String, String> step : MODULES.entrySet()) {
      lint.checkPod(step.getKey(), step.getValue());
    }
    lint.checkGrace();
    lint.checkFlink();
    return lint.problems;
  }

  private void checkKeys() {
    if (!manifests
        .site()
        .at("/metadata/labels/workflows.argoproj.io~1configmap-type")
        .asText()
        .equals("Parameter")) {
      problems.add("bertline-site: has not the label by which Argo finds parameters");
    }
    Set<String> used = new TreeSet<>();
    for (JsonNode document : manifests.argo()) {
      for (JsonNode reference : document.findValues("configMapKeyRef")) {
        used.add(reference.path("key").asText());
        if (!reference.path("name").asText().equals("bertline-site")) {
          problems.add(reference.path("name").asText() + ": is not bertline-site");
        }
      }
      document
          .findValues("artifactRepositoryRef")
          .forEach(reference -> used.add(reference.path("key").asText()));
    }
    used.stream()
        .filter(key -> !data.has(key))
        .forEach(key -> problems.add("bertline-site: has no " + key));
    data.fieldNames()
        .forEachRemaining(
            key -> {
              if (!used.contains(key)) {
                problems.add("bertline-site: " + key + " is used nowhere");
              }
            });
  }

  private void checkImages() {
    for (String image : List.of("prep", "train", "eval")) {
      String name = data.path(image + "-image").asText().replaceAll(".*/|:[^/]*$", "");
      // train-cuda is train's, for graphics cards.
      if (!name.replaceFirst("-cuda$", "").equals(image)
          || !Files.exists(Repository.CONTAINERS.resolve(name).resolve("Dockerfile"))) {
        problems.add("bertline-site: " + image + "-image is '" + name + "', which is no image");
      }
    }
  }

  /**
   * A patch adds a container whose name a pod does not have, so only names that every pod of a step
   * has are allowed. Argo's container stores where the step does. Its init container has nothing to
   * fetch, because no step has an input artifact.
   */
  private void checkEveryPod() {
    JsonNode pod = Manifests.document(data.path(EVERY_POD).asText());
    Map<String, JsonNode> containers = Manifests.byName(pod.path("containers"));
    for (String name : containers.keySet()) {
      if (!List.of("main", "wait").contains(name)) {
        problems.add(EVERY_POD + ": '" + name + "' is in no pod and would be added");
      }
    }
    if (pod.has("initContainers")) {
      problems.add(EVERY_POD + ": patches init containers, which not every pod has");
    }
    if (!variables(containers.get("main")).equals(variables(containers.get("wait")))) {
      problems.add(EVERY_POD + ": 'wait' has not the variables of 'main'");
    }
  }

  private static JsonNode variables(@Nullable JsonNode container) {
    return container == null ? MissingNode.getInstance() : container.path("env");
  }

  private void checkPod(String step, String module) throws IOException {
    JsonNode pod = Manifests.document(data.path(step + "-pod-patch").asText());
    JsonNode main = Manifests.byName(pod.path("containers")).get("main");
    if (main == null) {
      problems.add(step + "-pod-patch: does not patch the container 'main'");
      return;
    }
    long limit = mebibytes(main.at("/resources/limits/memory").asText());
    long request = mebibytes(main.at("/resources/requests/memory").asText());
    if (request > limit) {
      problems.add(step + "-pod-patch: asks for more memory than its limit");
    }
    // Less is no heap for a JVM with Beam or a model's tokenizer in it.
    long heap = limit * heapShare(module) / 100;
    if (heap < 256) {
      problems.add(step + "-pod-patch: its limit leaves a heap of " + heap + " MiB");
    }
    main.path("resources")
        .forEach(
            quantities ->
                quantities.forEach(
                    quantity -> {
                      if (!quantity.isTextual()) {
                        problems.add(step + "-pod-patch: quantity " + quantity + " is no string");
                      }
                    }));
  }

  /** A training that is told to stop has stored its checkpoint before Kubernetes kills it. */
  private void checkGrace() {
    JsonNode pod = Manifests.document(data.path("train-pod-patch").asText());
    JsonNode main = Manifests.named(pod.path("containers"), "main");
    int own = Manifests.named(main.path("env"), GRACE).path("value").asInt(TRAINS_GRACE);
    if (own + 5 > pod.path("terminationGracePeriodSeconds").asInt(KUBERNETES_GRACE)) {
      problems.add("train-pod-patch: its pod is killed before " + own + " seconds are over");
    }
  }

  /**
   * The processes of a Flink cluster are commands of prep's image, find each other, and read and
   * write where prep does.
   */
  private void checkFlink() {
    JsonNode everyPod = Manifests.document(data.path(EVERY_POD).asText());
    JsonNode main = Manifests.named(everyPod.path("containers"), "main");
    List<JsonNode> processes =
        manifests
            .ofKind("Deployment")
            .filter(document -> Manifests.name(document).startsWith("flink-"))
            .toList();
    for (JsonNode process : processes) {
      String name = Manifests.name(process);
      JsonNode container = process.at("/spec/template/spec/containers/0");
      if (!Manifests.texts(container.path("command"))
              .equals(List.of("java", "@/app/java-options", "@/app/" + name))
          || !Files.exists(Repository.CONTAINERS.resolve("prep").resolve(name))) {
        problems.add(name + ": is not started by the command of its name");
      }
      if (!Manifests.texts(container.path("args")).contains(ADDRESS + JOB_MANAGER)) {
        problems.add(name + ": is not told where " + JOB_MANAGER + " is");
      }
      if (!container.path("image").equals(data.path("prep-image"))
          || !container.path("imagePullPolicy").equals(data.path("pull-policy"))) {
        problems.add(name + ": does not take prep-image and pull-policy from bertline-site");
      }
      if (!container.path("env").equals(main.path("env"))) {
        problems.add(name + ": has not the variables of " + EVERY_POD);
      }
      if (mebibytes(container.at("/resources/limits/memory").asText()) < LEAST_TASK_MANAGER) {
        problems.add(name + ": needs a memory limit of at least 1 GiB");
      }
    }
    boolean served =
        manifests
            .ofKind("Service")
            .anyMatch(service -> Manifests.name(service).equals(JOB_MANAGER));
    String master = processes.isEmpty() ? "[local]" : JOB_MANAGER + ":8081";
    if (served == processes.isEmpty() || !data.path("flink-master").asText().equals(master)) {
      problems.add("bertline-site: flink-master leads to no Flink cluster");
    }
  }

  private static int heapShare(String module) throws IOException {
    String options = Files.readString(Repository.ROOT.resolve(module).resolve("java-options"));
    Matcher share = HEAP_SHARE.matcher(options);
    if (!share.find()) {
      throw new IOException(module + "/java-options: has no MaxRAMPercentage");
    }
    return Integer.parseInt(share.group(1));
  }

  private long mebibytes(String quantity) {
    Matcher matcher = QUANTITY.matcher(quantity);
    if (!matcher.matches()) {
      problems.add("'" + quantity + "' is no amount of memory");
      return 0;
    }
    long number = Long.parseLong(matcher.group(1));
    return matcher.group(2).toLowerCase(Locale.ROOT).startsWith("g") ? number * 1024 : number;
  }
}
