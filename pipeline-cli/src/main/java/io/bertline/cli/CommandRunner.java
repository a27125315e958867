package io.bertline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactType;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs one command from its arguments to its exit code. */
final class CommandRunner {
  private final ProcessEnvironment environment;

  CommandRunner(ProcessEnvironment environment) {
    this.environment = environment;
  }

  int run(Object command, CommonOptions common, Consumer<StepContext> work, String... arguments) {
    CommandOptions options =
        new CommandOptions(command, common, environment.variables(), arguments);
    try {
      String information = options.information();
      if (information != null) {
        environment.out().print(information);
        return 0;
      }
      options.collect();
      if (common.like == null) {
        options.resolve(Map.of());
      }
      boolean usesStore = !(command instanceof StepCommand step) || step.usesStore();
      return execute(command, common, options, usesStore, work, List.of(arguments));
    } catch (Throwable failure) {
      return fail(options, common, Failures.exitCode(failure), Failures.line(failure), failure);
    } finally {
      environment.out().flush();
    }
  }

  private int execute(
      Object command,
      CommonOptions common,
      CommandOptions options,
      boolean usesStore,
      Consumer<StepContext> work,
      List<String> arguments) {
    if (common.verbose) {
      // Read by logback.xml when the first library logs.
      System.setProperty("bertline.log.level", "INFO");
    }
    try (Execution execution =
        new Execution(
            environment,
            common,
            options,
            usesStore,
            new RunRecorder.CommandLine(options.command(), arguments))) {
      try {
        if (common.like != null) {
          startFrom(common.like, command, options, execution);
        }
        if (command instanceof PlainCommand) {
          clearOutputs(common);
        }
        work.accept(execution);
        execution.record(0, null);
        return 0;
      } catch (Throwable failure) {
        Execution.Ending ending = execution.ending(failure);
        try {
          execution.record(ending.exitCode(), ending.line());
        } catch (RuntimeException e) {
          // The root itself may be what failed; the first failure is the one to tell.
          failure.addSuppressed(e);
        }
        return fail(options, common, ending.exitCode(), ending.line(), failure);
      }
    }
  }

  /** Before anything is moved; a step does so itself once its inputs are found. */
  private static void clearOutputs(CommonOptions common) {
    if (common.outputsDir != null && !common.dryRun) {
      new OutputsDirectory(common.outputsDir).clear();
    }
  }

  /** Takes the parameters of an artifact that this command made before. */
  private static void startFrom(
      String reference, Object command, CommandOptions options, Execution execution) {
    ArtifactType type =
        Arrays.stream(ArtifactType.values())
            .filter(candidate -> candidate.step().equals(options.command()))
            .findFirst()
            .orElseThrow(
                () ->
                    new BertlineException(
                        FailureKind.USAGE,
                        "--like: '" + options.command() + "' has no parameters to start from"));
    if (execution.isFirst(type, reference)) {
      execution.say(
          "like " + reference + ": has no " + type.singular() + " yet; from the defaults");
      options.resolve(Map.of());
      return;
    }
    Artifact artifact = execution.require(type, reference);
    Map<String, @Nullable Object> parameters = new TreeMap<>(artifact.manifest().parameters());
    if (command instanceof StepCommand step) {
      parameters.putAll(step.optionsFor(artifact.manifest()));
    }
    List<String> differences = options.resolve(parameters);
    execution.say("like " + artifact.uri());
    differences.forEach(line -> execution.say("  " + line));
  }

  private int fail(
      CommandOptions options, CommonOptions common, int exitCode, String line, Throwable failure) {
    String prefixed =
        line.startsWith(options.command() + ": ") ? line : options.command() + ": " + line;
    environment.err().println(prefixed);
    if (common.verbose) {
      failure.printStackTrace(environment.err());
    }
    writeLastWords(prefixed);
    return exitCode;
  }

  private void writeLastWords(String line) {
    Path log = environment.terminationLog();
    if (!Files.isWritable(log)) {
      return;
    }
    try {
      Files.write(log, (line + "\n").getBytes(UTF_8), StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException e) {
      environment.err().println(log + ": " + e);
    }
  }
}
