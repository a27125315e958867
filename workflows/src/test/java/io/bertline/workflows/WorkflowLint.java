package io.bertline.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code argo lint} finds and the JSON schema cannot: names that lead nowhere, cycles, and
 * parameters nobody declares or uses. Covers what our manifests use: containers, DAGs, and
 * workflows that refer to a template.
 */
final class WorkflowLint {
  private static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*([^}]+?)\\s*}}");
  private static final Pattern TASK_OUTPUT =
      Pattern.compile("tasks\\.([A-Za-z0-9_-]+)\\.outputs\\.parameters\\.([A-Za-z0-9_-]+)");
  private static final Pattern TERM =
      Pattern.compile("([A-Za-z0-9_-]+)(?:\\.(Succeeded|Failed|Errored|Skipped|AnySucceeded))?");

  private final JsonNode spec;
  private final Map<String, JsonNode> templates;
  private final Map<String, JsonNode> parameters;
  private final List<String> problems = new ArrayList<>();

  private WorkflowLint(JsonNode spec) {
    this.spec = spec;
    this.templates = Manifests.byName(spec.path("templates"));
    this.parameters = Manifests.byName(spec.at("/arguments/parameters"));
  }

  /** Returns one line for each problem of a template, none if it is sound. */
  static List<String> problems(JsonNode workflowTemplate) {
    WorkflowLint lint = new WorkflowLint(workflowTemplate.path("spec"));
    lint.check();
    return lint.problems;
  }

  /**
   * Returns one line for each problem of a Workflow or CronWorkflow.
   *
   * @param target the template that it should refer to
   */
  static List<String> problems(JsonNode workflow, JsonNode target) {
    WorkflowLint lint = new WorkflowLint(target.path("spec"));
    JsonNode spec = workflow.at("/spec/workflowSpec");
    lint.checkCall(spec.isMissingNode() ? workflow.path("spec") : spec, Manifests.name(target));
    return lint.problems;
  }

  private void check() {
    checkEntryPoint(spec);
    checkDistinct("template", spec.path("templates"));
    checkDistinct("parameter", spec.at("/arguments/parameters"));
    parameters.forEach(this::checkEnum);
    templates.forEach(this::checkTemplate);
    checkReferences("podSpecPatch", spec.path("podSpecPatch"), Map.of(), false);
    checkUse("parameter", "workflow.parameters.", parameters.keySet(), spec);
  }

  private void checkCall(JsonNode call, String template) {
    if (!call.at("/workflowTemplateRef/name").asText().equals(template)) {
      problems.add("refers to no template '" + template + "'");
    }
    if (call.has("entrypoint")) {
      checkEntryPoint(call);
    }
    for (JsonNode argument : call.at("/arguments/parameters")) {
      String name = argument.path("name").asText();
      JsonNode parameter = parameters.get(name);
      if (parameter == null) {
        problems.add("passes '" + name + "', which '" + template + "' does not declare");
      } else if (argument.has("value") && !allows(parameter, argument.path("value").asText())) {
        problems.add(name + ": '" + argument.path("value").asText() + "' is not in the enum");
      }
    }
  }

  private void checkEntryPoint(JsonNode of) {
    String entrypoint = of.path("entrypoint").asText();
    if (!templates.containsKey(entrypoint)) {
      problems.add("entrypoint '" + entrypoint + "' is no template");
    }
  }

  private void checkDistinct(String what, JsonNode list) {
    Set<String> names = new HashSet<>();
    for (JsonNode element : list) {
      if (!names.add(element.path("name").asText())) {
        problems.add("two of " + what + " '" + element.path("name").asText() + "'");
      }
    }
  }

  private void checkEnum(String name, JsonNode parameter) {
    if (parameter.has("value") && !allows(parameter, parameter.path("value").asText())) {
      problems.add(name + ": its default is not in its enum");
    }
    if (!parameter.has("value") && !parameter.has("valueFrom")) {
      problems.add(name + ": has no default and would block every entry point");
    }
  }

  private static boolean allows(JsonNode parameter, String value) {
    List<String> allowed = Manifests.texts(parameter.path("enum"));
    return allowed.isEmpty() || allowed.contains(value);
  }

  private void checkTemplate(String name, JsonNode template) {
    if (template.has("container") && template.at("/container/command").isEmpty()) {
      problems.add(name + ": no command; Argo would ask a registry for the image's entry point");
    }
    Map<String, JsonNode> inputs = Manifests.byName(template.at("/inputs/parameters"));
    inputs.forEach(
        (input, declaration) -> {
          if (!declaration.has("value")) {
            problems.add(name + ": input '" + input + "' has no default, so it cannot run alone");
          }
        });
    checkUse(name + ": input", "inputs.parameters.", inputs.keySet(), template);
    Map<String, JsonNode> tasks = Manifests.byName(template.at("/dag/tasks"));
    tasks.forEach((task, node) -> checkTask(name + "/" + task, node, tasks));
    if (tasks.isEmpty()) {
      checkReferences(name, template, inputs, false);
    }
    tasks.forEach(
        (task, node) ->
            checkReferences(
                name + "/" + task, node, inputs, node.has("withParam") || node.has("withItems")));
  }

  private void checkUse(String what, String prefix, Set<String> names, JsonNode user) {
    String text = user.toString();
    for (String name : names) {
      if (!text.contains("{{" + prefix + name + "}}")) {
        problems.add(what + " '" + name + "' is used nowhere");
      }
    }
  }

  private void checkTask(String place, JsonNode task, Map<String, JsonNode> tasks) {
    Set<String> before = new HashSet<>();
    collectDependencies(task, tasks, before);
    for (String dependency : dependencies(place, task)) {
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
    Set<String> inputs = Manifests.byName(target.at("/inputs/parameters")).keySet();
    for (JsonNode argument : task.at("/arguments/parameters")) {
      if (!inputs.contains(argument.path("name").asText())) {
        problems.add(
            place
                + ": passes '"
                + argument.path("name").asText()
                + "', which its template does not take");
      }
    }
    Matcher outputs = TASK_OUTPUT.matcher(task.toString());
    while (outputs.find()) {
      checkOutput(place, tasks.get(outputs.group(1)), outputs.group(2));
      if (!before.contains(outputs.group(1))) {
        problems.add(
            place + ": uses an output of '" + outputs.group(1) + "' without depending on it");
      }
    }
  }

  private void checkOutput(String place, @Nullable JsonNode task, String output) {
    JsonNode producer = task == null ? null : templates.get(task.path("template").asText());
    if (producer == null
        || !Manifests.byName(producer.at("/outputs/parameters")).containsKey(output)) {
      problems.add(place + ": output '" + output + "' is not declared by its task");
    }
  }

  private void checkReferences(
      String place, JsonNode node, Map<String, JsonNode> inputs, boolean expanded) {
    Matcher references = REFERENCE.matcher(node.isTextual() ? node.asText() : node.toString());
    while (references.find()) {
      String reference = references.group(1);
      String name = reference.substring(reference.lastIndexOf('.') + 1);
      boolean declared =
          (reference.equals("item") && expanded)
              || (reference.equals("workflow.parameters." + name) && parameters.containsKey(name))
              || (reference.equals("inputs.parameters." + name) && inputs.containsKey(name))
              || TASK_OUTPUT.matcher(reference).matches();
      if (!declared) {
        problems.add(place + ": {{" + reference + "}} is declared nowhere");
      }
    }
  }

  private void collectDependencies(
      JsonNode task, Map<String, JsonNode> tasks, Set<String> collected) {
    for (String dependency : dependencies("", task)) {
      JsonNode next = tasks.get(dependency);
      if (next != null && collected.add(dependency)) {
        collectDependencies(next, tasks, collected);
      }
    }
  }

  /** The tasks of a {@code depends} expression such as {@code prep.Succeeded && train}. */
  private List<String> dependencies(String place, JsonNode task) {
    List<String> names = new ArrayList<>();
    for (String term : task.path("depends").asText().split("&&|\\|\\||[!()\\s]+")) {
      Matcher matcher = TERM.matcher(term);
      if (matcher.matches()) {
        names.add(matcher.group(1));
      } else if (!term.isEmpty() && !place.isEmpty()) {
        problems.add(place + ": depends on '" + term + "', which Argo does not know");
      }
    }
    return names;
  }
}
