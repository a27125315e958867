package io.bertline.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code argo lint} finds and the JSON schema cannot: names that lead nowhere, cycles and
 * parameters nobody declares. Covers what our manifests use: containers and DAGs.
 */
final class WorkflowLint {
  private static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*([^}]+?)\\s*}}");
  private static final Pattern TASK = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Pattern TASK_OUTPUT =
      Pattern.compile("tasks\\.([A-Za-z0-9_-]+)\\.outputs\\.parameters\\.([A-Za-z0-9_-]+)");

  private final JsonNode spec;
  private final Map<String, JsonNode> templates;
  private final List<String> problems = new ArrayList<>();

  private WorkflowLint(JsonNode manifest) {
    spec = manifest.path("spec");
    templates = byName(spec.path("templates"));
  }

  /** Returns one line for each problem of a Workflow or WorkflowTemplate, none if it is sound. */
  static List<String> problems(JsonNode manifest) {
    WorkflowLint lint = new WorkflowLint(manifest);
    lint.check();
    return lint.problems;
  }

  private void check() {
    String entrypoint = spec.path("entrypoint").asText();
    if (!templates.containsKey(entrypoint)) {
      problems.add("entrypoint '" + entrypoint + "' is no template");
    }
    if (templates.size() != spec.path("templates").size()) {
      problems.add("two templates have the same name");
    }
    templates.forEach(this::checkTemplate);
  }

  private void checkTemplate(String name, JsonNode template) {
    if (template.has("container") && template.at("/container/command").isEmpty()) {
      problems.add(name + ": no command; Argo would ask a registry for the image's entry point");
    }
    Map<String, JsonNode> tasks = byName(template.at("/dag/tasks"));
    tasks.forEach((task, node) -> checkTask(name + "/" + task, node, tasks));
    Matcher references = REFERENCE.matcher(template.toString());
    while (references.find()) {
      checkReference(name, template, references.group(1));
    }
  }

  private void checkTask(String place, JsonNode task, Map<String, JsonNode> tasks) {
    Set<String> before = new HashSet<>();
    collectDependencies(task, tasks, before);
    for (String dependency : dependencies(task)) {
      if (!tasks.containsKey(dependency)) {
        problems.add(place + ": depends on '" + dependency + "', which is no task");
      }
    }
    if (before.contains(task.path("name").asText())) {
      problems.add(place + ": depends on itself");
    }
    JsonNode target = templates.get(task.path("template").asText());
    if (target == null) {
      problems.add(place + ": template '" + task.path("template").asText() + "' does not exist");
      return;
    }
    checkArguments(
        place, byName(task.at("/arguments/parameters")), byName(target.at("/inputs/parameters")));
    Matcher outputs = TASK_OUTPUT.matcher(task.toString());
    while (outputs.find()) {
      checkOutput(place, tasks.get(outputs.group(1)), outputs.group(2));
      if (!before.contains(outputs.group(1))) {
        problems.add(
            place + ": uses an output of '" + outputs.group(1) + "' without depending on it");
      }
    }
  }

  private void checkArguments(
      String place, Map<String, JsonNode> arguments, Map<String, JsonNode> inputs) {
    for (String argument : arguments.keySet()) {
      if (!inputs.containsKey(argument)) {
        problems.add(place + ": passes '" + argument + "', which its template does not take");
      }
    }
    inputs.forEach(
        (input, declaration) -> {
          if (!declaration.has("value") && !arguments.containsKey(input)) {
            problems.add(place + ": does not pass '" + input + "', which has no default");
          }
        });
  }

  private void checkOutput(String place, @Nullable JsonNode task, String output) {
    JsonNode producer = task == null ? null : templates.get(task.path("template").asText());
    if (producer == null || !byName(producer.at("/outputs/parameters")).containsKey(output)) {
      problems.add(place + ": output '" + output + "' is not declared by its task");
    }
  }

  private void checkReference(String place, JsonNode template, String reference) {
    int dot = reference.lastIndexOf('.');
    String name = reference.substring(dot + 1);
    boolean declared =
        switch (reference.substring(0, Math.max(dot, 0))) {
          case "workflow.parameters" -> byName(spec.at("/arguments/parameters")).containsKey(name);
          case "inputs.parameters" -> byName(template.at("/inputs/parameters")).containsKey(name);
          default -> TASK_OUTPUT.matcher(reference).matches();
        };
    if (!declared) {
      problems.add(place + ": {{" + reference + "}} is declared nowhere");
    }
  }

  private static void collectDependencies(
      JsonNode task, Map<String, JsonNode> tasks, Set<String> collected) {
    for (String dependency : dependencies(task)) {
      JsonNode next = tasks.get(dependency);
      if (next != null && collected.add(dependency)) {
        collectDependencies(next, tasks, collected);
      }
    }
  }

  /** The tasks of a {@code depends} expression such as {@code prep.Succeeded && train}. */
  private static List<String> dependencies(JsonNode task) {
    List<String> names = new ArrayList<>();
    for (String term : task.path("depends").asText().split("&&|\\|\\||[!()\\s]+")) {
      Matcher name = TASK.matcher(term);
      if (name.lookingAt()) {
        names.add(name.group());
      }
    }
    return names;
  }

  private static Map<String, JsonNode> byName(JsonNode list) {
    Map<String, JsonNode> named = new LinkedHashMap<>();
    list.forEach(element -> named.put(element.path("name").asText(), element));
    return named;
  }
}
