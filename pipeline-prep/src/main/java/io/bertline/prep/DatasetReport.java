package io.bertline.prep;

import io.bertline.artifact.Attempt;
import io.bertline.artifact.InputReference;
import io.bertline.artifact.StepIdentity;
import io.bertline.cli.Redaction;
import io.bertline.cli.StepContext;
import io.bertline.cli.Version;
import io.bertline.dataset.DatasetInfo;
import io.bertline.prep.report.DatasetFacts;
import io.bertline.prep.report.DatasetFacts.DeadLetterSample;
import io.bertline.prep.report.DatasetPage;
import io.bertline.prep.runner.BeamRunner;
import io.bertline.prep.statistics.DatasetStatistics;
import io.bertline.report.Lineage;
import io.bertline.report.Lineage.Ancestor;
import io.bertline.report.Numbers;
import io.bertline.report.ReportSubject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gathers what the report says beside the statistics. */
final class DatasetReport {
  static final String FILE = "report.html";

  /** More files than this are told by their number. */
  private static final int MOST_SOURCES = 4;

  private final PrepArguments arguments;
  private final BeamRunner runner;
  private final StepContext context;
  private final Attempt attempt;
  private final StepIdentity identity;

  DatasetReport(
      PrepArguments arguments,
      BeamRunner runner,
      StepContext context,
      Attempt attempt,
      StepIdentity identity) {
    this.arguments = arguments;
    this.runner = runner;
    this.context = context;
    this.attempt = attempt;
    this.identity = identity;
  }

  /** Returns the page. */
  String page(DatasetInfo info, DatasetStatistics statistics, List<DeadLetterSample> deadLetters) {
    return DatasetPage.of(
        info,
        statistics,
        new DatasetFacts(
            new ReportSubject(
                context.project(),
                attempt.key().value(),
                context.clock().instant().toString(),
                Version.current()),
            "the tokenizer",
            arguments.checks().maxBadRows(),
            deadLetters,
            new Lineage(ancestors(statistics), command(), parameters(), environment())));
  }

  private List<Ancestor> ancestors(DatasetStatistics statistics) {
    List<Ancestor> ancestors = new ArrayList<>(sources());
    InputReference tokenizer =
        Objects.requireNonNull(identity.inputs().get(PrepIdentity.TOKENIZER));
    ancestors.add(
        new Ancestor(
            "Tokenizer", "of the model", tokenizer.key(), tokenizer.uri(), tokenizer.digest()));
    ancestors.add(
        new Ancestor(
            "Dataset",
            Numbers.count(statistics.rows().kept(), "row", "rows") + ", seed " + arguments.seed(),
            attempt.key().value(),
            context.artifacts().blobs().uri(attempt.folder()),
            ""));
    return ancestors;
  }

  private List<Ancestor> sources() {
    List<InputReference> inputs =
        identity.inputs().entrySet().stream()
            .filter(input -> !input.getKey().equals(PrepIdentity.TOKENIZER))
            .map(Map.Entry::getValue)
            .toList();
    if (inputs.size() > MOST_SOURCES) {
      String files = Numbers.count(inputs.size()) + " files";
      return List.of(
          new Ancestor(
              "Source", files, null, Redaction.text(String.join(" ", arguments.inputs())), ""));
    }
    return inputs.stream()
        .map(
            input ->
                new Ancestor(
                    "Source", fileName(input.uri()), input.key(), input.uri(), input.digest()))
        .toList();
  }

  private static String fileName(String uri) {
    return uri.substring(uri.lastIndexOf('/') + 1);
  }

  /** What differs from the defaults is enough to make the same dataset again. */
  private String command() {
    StringBuilder command = new StringBuilder("bertline prep");
    addInputs(command, "--input", arguments.inputs());
    addInputs(command, "--validation-input", arguments.validationInputs());
    addInputs(command, "--test-input", arguments.testInputs());
    identity
        .parameters()
        .forEach(
            (name, value) -> {
              if (value != null && !value.equals(identity.defaults().get(name))) {
                command.append(" --").append(name).append(' ').append(quoted(text(value)));
              }
            });
    return command.toString();
  }

  private static void addInputs(StringBuilder command, String option, List<String> inputs) {
    for (String input : inputs) {
      command.append(' ').append(option).append(' ').append(quoted(Redaction.text(input)));
    }
  }

  private static String quoted(String argument) {
    return argument.matches("[\\w@%+=:,./-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }

  private Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    identity.parameters().forEach((name, value) -> parameters.put(name, text(value)));
    return parameters;
  }

  private static String text(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return String.join(",", list.stream().map(String::valueOf).toList());
    }
    return value == null ? "" : value.toString();
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("Bertline", Version.current());
    environment.put("Java", Runtime.version().toString());
    environment.put("Runner", runner.name());
    return environment;
  }
}
