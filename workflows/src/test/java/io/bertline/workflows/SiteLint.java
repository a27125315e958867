package io.bertline.workflows;

import com.fasterxml.jackson.databind.JsonNode;
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

/** Checks what a site sets: that all of it is there and used, and that heaps fit into pods. */
final class SiteLint {
  private static final Pattern HEAP_SHARE = Pattern.compile("(?m)^-XX:MaxRAMPercentage=(\\d+)$");
  private static final Pattern QUANTITY = Pattern.compile("(\\d+)(Gi|Mi|g|m)");

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
    for (Map.Entry<String, String> step : MODULES.entrySet()) {
      lint.checkPod(step.getKey(), step.getValue());
    }
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
      // The one for graphics cards has the same commands.
      String folder = name.replaceFirst("-cuda$", "");
      if (!folder.equals(image)
          || !Files.exists(Repository.CONTAINERS.resolve(folder).resolve("Dockerfile"))) {
        problems.add("bertline-site: " + image + "-image is '" + name + "', which is no image");
      }
    }
  }

  private void checkPod(String step, String module) throws IOException {
    JsonNode pod = Manifests.document(data.path(step + "-pod").asText());
    JsonNode main = Manifests.byName(pod.path("containers")).get("main");
    if (main == null) {
      problems.add(step + "-pod: does not patch the container 'main'");
      return;
    }
    long limit = mebibytes(main.at("/resources/limits/memory").asText());
    long request = mebibytes(main.at("/resources/requests/memory").asText());
    if (request > limit) {
      problems.add(step + "-pod: asks for more memory than its limit");
    }
    // Less is no heap for a JVM with Beam or a model's tokenizer in it.
    long heap = limit * heapShare(module) / 100;
    if (heap < 256) {
      problems.add(step + "-pod: its limit leaves a heap of " + heap + " MiB");
    }
    main.path("resources")
        .forEach(
            quantities ->
                quantities.forEach(
                    quantity -> {
                      if (!quantity.isTextual()) {
                        problems.add(step + "-pod: quantity " + quantity + " is no string");
                      }
                    }));
  }

  /** The memory that Flink believes in must be the memory that the JVM and the pod have. */
  private void checkFlink() throws IOException {
    JsonNode configuration =
        manifests
            .ofKind("ConfigMap")
            .filter(document -> Manifests.name(document).equals("flink"))
            .findFirst()
            .map(document -> document.at("/data/config.yaml"))
            .orElse(data.path("no flink"));
    if (configuration.isMissingNode()) {
      return;
    }
    JsonNode flink = Manifests.document(configuration.asText());
    JsonNode taskManager =
        manifests
            .ofKind("Deployment")
            .filter(document -> Manifests.name(document).equals("flink-taskmanager"))
            .findFirst()
            .orElseThrow();
    long limit =
        mebibytes(
            taskManager.at("/spec/template/spec/containers/0/resources/limits/memory").asText());
    long heap = 0;
    long all = 0;
    for (Map.Entry<String, JsonNode> size : flink.properties()) {
      if (size.getKey().startsWith("taskmanager.memory.") && !size.getKey().endsWith(".min")) {
        all += mebibytes(size.getValue().asText());
        heap += size.getKey().endsWith(".heap.size") ? mebibytes(size.getValue().asText()) : 0;
      }
    }
    if (heap > limit * heapShare("pipeline-prep") / 100 || all > limit) {
      problems.add(
          "flink-taskmanager: a heap of %d MiB and %d MiB in all do not fit into %d MiB"
              .formatted(heap, all, limit));
    }
    if (!flink.path("classloader.resolve-order").asText().equals("parent-first")
        || !flink.path("restart-strategy.type").asText().equals("fixed-delay")
        || mebibytes(flink.path("taskmanager.memory.network.min").asText()) < 192) {
      problems.add("flink: is not configured as README.md says");
    }
    if (!data.path("flink-master")
        .asText()
        .equals(flink.path("rest.address").asText() + ":" + flink.path("rest.port").asText())) {
      problems.add("flink: is not the flink-master of bertline-site");
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
