package io.bertline.cli;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The options of one execution, from all their sources: the command line, the environment, {@code
 * --params}, {@code --params-file}, {@code --like}, in this order. What another source gives is put
 * before the command line as if it had been typed, so that picocli types and checks every value
 * alike.
 */
final class CommandOptions {
  private static final String VARIABLE_PREFIX = "BERTLINE_";
  private static final Set<String> ON_THE_COMMAND_LINE_ONLY = Set.of("help", "version");
  private static final Set<String> SOURCES = Set.of("params", "params-file");

  private final CommandLine commandLine;
  private final CommonOptions common;
  private final Map<String, String> variables;
  private final List<String> typed;
  private final Map<String, @Nullable Object> defaults = new TreeMap<>();
  private final Map<String, OptionSpec> options = new TreeMap<>();
  private final Set<String> commonNames = new HashSet<>();
  private final Map<String, GivenOption> given = new LinkedHashMap<>();

  /**
   * @param command a picocli command with {@code common} as a mixin
   * @param common the mixin
   * @param variables environment variables
   * @param arguments the command line
   */
  CommandOptions(
      Object command, CommonOptions common, Map<String, String> variables, String... arguments) {
    this.common = common;
    this.variables = variables;
    this.commandLine = new CommandLine(command);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true).setExpandAtFiles(false);
    CommandSpec spec = commandLine.getCommandSpec();
    if (spec.findOption("help") == null) {
      spec.mixinStandardHelpOptions(true);
    }
    spec.version(spec.name() + " " + Version.current());
    spec.options().forEach(option -> options.put(name(option), option));
    spec.mixins().values().stream()
        .filter(mixin -> mixin.userObject() == common)
        .forEach(mixin -> mixin.options().forEach(option -> commonNames.add(name(option))));
    this.typed = withoutEmptyValues(arguments);
    parseLeniently(List.of());
    options.forEach((name, option) -> defaults.put(name, Parameters.typed(option.getValue())));
  }

  /** Returns the name of the command. */
  String command() {
    return commandLine.getCommandName();
  }

  /** Returns what {@code --help} or {@code --version} asks to print; null when neither is given. */
  @Nullable String information() {
    ParseResult result = parseLeniently(typed);
    if (result.isUsageHelpRequested()) {
      return commandLine.getUsageMessage(CommandLine.Help.Ansi.OFF);
    }
    if (result.isVersionHelpRequested()) {
      return String.join("\n", commandLine.getCommandSpec().version()) + "\n";
    }
    return null;
  }

  /**
   * Collects the options from all sources but {@code --like} and sets the fields of the command as
   * far as they are given.
   */
  void collect() {
    given.clear();
    readVariables();
    parseLeniently(assembled());
    ParameterSections sections =
        new ParameterSections(command(), keys(true, SOURCES), keys(false, Set.of()));
    if (common.params != null) {
      sections.json(common.params).forEach(given::putIfAbsent);
    }
    if (common.paramsFile != null) {
      sections.yaml(common.paramsFile).forEach(given::putIfAbsent);
    }
    parseLeniently(assembled());
  }

  /**
   * Sets the fields of the command for good.
   *
   * @param like parameters to start from, by option name
   * @return for each parameter that was given otherwise a line that tells how
   * @throws BertlineException {@code USAGE} if an option is unknown, missing or has a bad value
   */
  List<String> resolve(Map<String, @Nullable Object> like) {
    Set<String> explicit = new HashSet<>(given.keySet());
    parseLeniently(typed).matchedOptions().forEach(option -> explicit.add(name(option)));
    Map<String, @Nullable Object> likeOptions = new TreeMap<>(like);
    likeOptions.keySet().retainAll(keys(false, Set.of()));
    likeOptions.forEach(
        (name, value) -> {
          List<String> values = texts(value);
          if (!values.isEmpty()) {
            given.putIfAbsent(name, new GivenOption(name, values, "--like"));
          }
        });
    parseStrictly();
    return likeOptions.keySet().stream()
        .filter(explicit::contains)
        .filter(name -> !Objects.equals(value(name), Parameters.typed(likeOptions.get(name))))
        .map(name -> "--" + name + " " + value(name) + " (was " + likeOptions.get(name) + ")")
        .toList();
  }

  /** Returns the parameters of these names, which are options without their dashes. */
  Parameters parameters(String... names) {
    Map<String, @Nullable Object> values = new TreeMap<>();
    Map<String, @Nullable Object> ofNames = new TreeMap<>();
    for (String name : names) {
      values.put(name, value(name));
      ofNames.put(name, defaults.get(name));
    }
    return new Parameters(values, ofNames);
  }

  private @Nullable Object value(String name) {
    OptionSpec option = options.get(name);
    if (option == null) {
      throw new IllegalArgumentException(command() + " has no option --" + name);
    }
    return Parameters.typed(option.getValue());
  }

  private void readVariables() {
    for (String name : options.keySet()) {
      String variable = VARIABLE_PREFIX + name.replace('-', '_').toUpperCase(Locale.ROOT);
      String value = variables.getOrDefault(variable, "");
      if (!ON_THE_COMMAND_LINE_ONLY.contains(name) && !value.isEmpty()) {
        given.put(name, new GivenOption(name, List.of(value), variable));
      }
    }
  }

  /** Returns the given options that are not on the command line, then the command line. */
  private List<String> assembled() {
    Set<String> onCommandLine =
        parseLeniently(typed).matchedOptions().stream()
            .map(CommandOptions::name)
            .collect(Collectors.toSet());
    List<String> arguments = new ArrayList<>();
    given.values().stream()
        .filter(option -> !onCommandLine.contains(option.option()))
        .forEach(
            option ->
                option
                    .values()
                    .forEach(value -> arguments.add("--" + option.option() + "=" + value)));
    arguments.addAll(typed);
    return arguments;
  }

  private ParseResult parseLeniently(List<String> arguments) {
    commandLine.getCommandSpec().parser().collectErrors(true);
    return commandLine.parseArgs(arguments.toArray(String[]::new));
  }

  private void parseStrictly() {
    List<String> arguments = assembled();
    commandLine.getCommandSpec().parser().collectErrors(false);
    try {
      commandLine.parseArgs(arguments.toArray(String[]::new));
    } catch (ParameterException e) {
      throw new BertlineException(
          FailureKind.USAGE, message(e) + "; see " + command() + " --help", e);
    }
  }

  private String message(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      String argument = unmatched.getUnmatched().get(0);
      if (!argument.startsWith("-")) {
        return "unexpected argument '" + argument + "'";
      }
      String option = argument.split("=", 2)[0];
      List<String> names = options.keySet().stream().map(name -> "--" + name).toList();
      return "unknown option '"
          + option
          + "'"
          + NearestName.of(option, names).map(name -> "; did you mean " + name + "?").orElse("");
    }
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    if (e instanceof MissingParameterException || !(e.getArgSpec() instanceof OptionSpec option)) {
      return message;
    }
    GivenOption elsewhere = given.get(name(option));
    return elsewhere == null || message.contains("only once")
        ? message
        : elsewhere.place() + ": " + message;
  }

  private Collection<String> keys(boolean ofCommon, Set<String> without) {
    return options.keySet().stream()
        .filter(name -> commonNames.contains(name) == ofCommon)
        .filter(name -> !without.contains(name) && !ON_THE_COMMAND_LINE_ONLY.contains(name))
        .toList();
  }

  /**
   * An orchestrator passes every parameter; {@code --epochs=} and {@code --epochs ""} give none. An
   * empty text is one, where a command takes texts.
   */
  private List<String> withoutEmptyValues(String... arguments) {
    List<String> kept = new ArrayList<>();
    for (String argument : arguments) {
      String last = kept.isEmpty() ? "" : kept.get(kept.size() - 1);
      if (argument.isEmpty()) {
        OptionSpec option = commandLine.getCommandSpec().findOption(last);
        if (option != null && option.arity().max() > 0) {
          kept.remove(kept.size() - 1);
        } else if (!commandLine.getCommandSpec().positionalParameters().isEmpty()) {
          kept.add(argument);
        }
      } else if (!argument.endsWith("=")
          || commandLine.getCommandSpec().findOption(argument.substring(0, argument.length() - 1))
              == null) {
        kept.add(argument);
      }
    }
    return kept;
  }

  private static List<String> texts(@Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    if (value instanceof Collection<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    return List.of(value.toString());
  }

  private static String name(OptionSpec option) {
    return option.longestName().replaceFirst("^-+", "");
  }
}
