package io.bertline.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import io.bertline.cli.SelectCommand;
import io.bertline.eval.EvalCommand;
import io.bertline.failure.FailureKind;
import io.bertline.prep.PrepCommand;
import io.bertline.prep.importmodel.ImportModelCommand;
import io.bertline.publish.PublishCommand;
import io.bertline.train.TrainCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Compares a workflow template with the commands that it starts and the images they are in. */
final class CommandLint {
  private static final Map<String, CommandSpec> COMMANDS =
      Stream.<Object>of(
              new ImportModelCommand(),
              new PrepCommand(),
              new TrainCommand(),
              new SelectCommand(),
              new EvalCommand(),
              new PublishCommand())
          .map(command -> new CommandLine(command).getCommandSpec())
          .collect(Collectors.toMap(CommandSpec::name, spec -> spec));

  private static final String VARIABLE = "BERTLINE_";
  private static final Pattern PARAMETER =
      Pattern.compile("\\{\\{(workflow|inputs)\\.parameters\\.([a-z-]+)}}");
  private static final Pattern IMAGE =
      Pattern.compile("\\{\\{workflow\\.parameters\\.([a-z]+)-image}}");

  /** How the help of an option without a default value of picocli's tells its default. */
  private static final Pattern DEFAULT =
      Pattern.compile("\\(default: (.+)\\)|(?:^|[;.] )(\\S+) by default");

  private static final Pattern RETRIED = Pattern.compile("exitCode\\) in \\[([0-9, ]+)]");
  private static final int TERMINATED = 128 + 15;

  private final JsonNode spec;
  private final List<String> problems = new ArrayList<>();

  /** What a parameter of the workflow sets, by its name. */
  private final Map<String, List<Use>> uses = new LinkedHashMap<>();

  private CommandLint(JsonNode workflowTemplate) {
    this.spec = workflowTemplate.path("spec");
  }

  /** Returns one line for each problem of a template, none if it is sound. */
  static List<String> problems(JsonNode workflowTemplate) throws IOException {
    CommandLint lint = new CommandLint(workflowTemplate);
    for (JsonNode template : lint.spec.path("templates")) {
      if (template.has("container")) {
        lint.checkStep(template.path("name").asText(), template);
      }
    }
    lint.spec.at("/arguments/parameters").forEach(lint::checkParameter);
    return lint.problems;
  }

  private void checkStep(String name, JsonNode template) throws IOException {
    JsonNode container = template.path("container");
    CommandSpec command = COMMANDS.get(name);
    if (command == null) {
      problems.add(name + ": there is no such command");
      return;
    }
    if (!Manifests.texts(container.path("command"))
        .equals(List.of("java", "@/app/java-options", "@/app/" + name))) {
      problems.add(name + ": is not started by 'java @/app/java-options @/app/" + name + "'");
    }
    checkImage(name, container.path("image").asText());
    for (JsonNode argument : container.path("args")) {
      if (argument.asText().startsWith("--") && command.findOption(argument.asText()) == null) {
        problems.add(name + ": has no option " + argument.asText());
      }
    }
    Set<String> given = new TreeSet<>();
    container.path("env").forEach(variable -> given.add(checkVariable(name, command, variable)));
    command.options().stream()
        .filter(option -> option.required() && !given.contains(option.longestName()))
        .forEach(option -> problems.add(name + ": does not set " + option.longestName()));
    checkRetries(name, template.at("/retryStrategy/expression").asText());
  }

  private void checkImage(String command, String image) throws IOException {
    Matcher matcher = IMAGE.matcher(image);
    Path folder = Repository.CONTAINERS.resolve(matcher.matches() ? matcher.group(1) : image);
    if (!Files.exists(folder.resolve(command))
        || !Files.readString(folder.resolve("Dockerfile"))
            .contains("containers/" + folder.getFileName() + "/" + command)) {
      problems.add(command + ": image " + image + " has no such command");
    }
  }

  /** Returns the option that a variable of the environment stands for. */
  private String checkVariable(String name, CommandSpec command, JsonNode variable) {
    String option =
        variable
            .path("name")
            .asText()
            .replaceFirst("^" + VARIABLE, "--")
            .replace('_', '-')
            .toLowerCase(Locale.ROOT);
    OptionSpec found = command.findOption(option);
    Matcher value = PARAMETER.matcher(variable.path("value").asText());
    if (found == null) {
      problems.add(name + ": " + variable.path("name").asText() + " is no option of the command");
    } else if (!value.matches() || !option.equals("--" + value.group(2))) {
      problems.add(name + ": " + option + " is not set from a parameter of its name");
    } else if (value.group(1).equals("workflow")) {
      uses.computeIfAbsent(value.group(2), parameter -> new ArrayList<>())
          .add(new Use(name, found));
    }
    return option;
  }

  private void checkRetries(String name, String expression) {
    Matcher codes = RETRIED.matcher(expression);
    Set<Integer> retried = new TreeSet<>();
    if (codes.find()) {
      Stream.of(codes.group(1).split(", *")).map(Integer::valueOf).forEach(retried::add);
    }
    if (!retried.equals(Set.of(FailureKind.TEMPORARY.exitCode(), TERMINATED))) {
      problems.add(name + ": retries after the exit codes " + retried);
    }
  }

  /** A parameter says what it does by default and what it can be, as its options do. */
  private void checkParameter(JsonNode parameter) {
    if (!parameter.has("value")) {
      return;
    }
    String name = parameter.path("name").asText();
    String description = parameter.path("description").asText();
    for (Use use : uses.getOrDefault(name, List.of())) {
      OptionSpec option = use.option();
      String truth = defaultOf(option);
      Matcher said = Pattern.compile("\\(([^()]*)\\)$").matcher(description);
      if (!said.find() || !(truth + ",").startsWith(said.group(1) + ",")) {
        problems.add(name + ": its description does not end with its default (" + truth + ")");
      }
      String commands = description.split(":", 2)[0];
      if (!commands.equals("all") && !List.of(commands.split(" and ")).contains(use.command())) {
        problems.add(name + ": its description does not begin with '" + use.command() + "'");
      }
      checkEnum(name, parameter.path("enum"), option);
    }
  }

  private void checkEnum(String name, JsonNode given, OptionSpec option) {
    Object[] constants = option.type().getEnumConstants();
    if (constants == null) {
      return;
    }
    Set<String> allowed = new TreeSet<>(Set.of(""));
    Arrays.stream(constants)
        .forEach(constant -> allowed.add(constant.toString().toLowerCase(Locale.ROOT)));
    if (!new TreeSet<>(Manifests.texts(given)).equals(allowed)) {
      problems.add(name + ": its enum is not " + allowed);
    }
  }

  private static String defaultOf(OptionSpec option) {
    if (option.defaultValue() != null) {
      return option.defaultValue();
    }
    if (option.type() == boolean.class) {
      return "false";
    }
    Matcher told = DEFAULT.matcher(String.join(" ", option.description()));
    if (!told.find()) {
      return "none";
    }
    return told.group(1) == null ? told.group(2) : told.group(1);
  }

  /**
   * An option that a parameter sets.
   *
   * @param command the command whose option it is
   */
  private record Use(String command, OptionSpec option) {}
}
