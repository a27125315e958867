package io.bertline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.Digests;
import io.bertline.artifact.InputReference;
import io.bertline.artifact.StepIdentity;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.storage.BlobContent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A small real step: its artifact is the input text in upper case, some times over. */
@Command(name = "prep", description = "Writes the input in upper case.")
final class UpperCaseCommand implements StepCommand {
  enum Precision {
    AUTO,
    BF16
  }

  @Mixin CommonOptions common = new CommonOptions();

  @Option(names = "--input", required = true)
  @Nullable List<String> input;

  @Option(names = "--times", defaultValue = "1")
  int times;

  @Option(names = "--learning-rate", defaultValue = "2e-5")
  double learningRate;

  @Option(names = "--precision", defaultValue = "auto")
  Precision precision = Precision.AUTO;

  @Option(names = "--labels", split = ",")
  @Nullable List<String> labels;

  @Option(names = "--keep")
  boolean keep;

  @Option(names = "--fail")
  @Nullable FailureKind fail;

  @Option(names = "--wait")
  @Nullable String wait;

  @Override
  public CommonOptions common() {
    return common;
  }

  @Override
  public StepOutcome run(StepContext context) {
    String text = String.join(" ", input == null ? List.of() : input);
    Parameters parameters =
        context.parameters("times", "learning-rate", "precision", "labels", "keep");
    StepIdentity identity =
        new StepIdentity(
            "prep",
            ArtifactType.DATASET,
            1,
            parameters.values(),
            parameters.defaults(),
            Map.of(
                "input", new InputReference("text", null, Digests.sha256(text.getBytes(UTF_8)))));
    if (wait != null && wait.equals("checkpoint")) {
      context.stopsItself(Duration.ofSeconds(20), () -> "never said");
    }
    return context.execute(
        identity,
        attempt -> {
          attempt.put(
              "upper.txt",
              out -> out.write(text.toUpperCase(Locale.ROOT).repeat(times).getBytes(UTF_8)));
          attempt.putSidecar("report.html", BlobContent.of("<p>report".getBytes(UTF_8)));
          if (fail != null) {
            throw new BertlineException(fail, "input row 7: " + fail + " was asked for");
          }
          if (wait != null) {
            waitForSignal(context);
          }
          Map<String, Object> summary = new LinkedHashMap<>();
          summary.put("rows", times);
          summary.put("f1", 0.83125);
          summary.put("text", text);
          return summary;
        });
  }

  /** Works on: until it is interrupted, until it is asked to stop, or whatever happens. */
  private void waitForSignal(StepContext context) {
    context.say("waiting");
    while (!"checkpoint".equals(wait) || !context.stopping()) {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        if (!"forever".equals(wait)) {
          throw new IllegalStateException("woken", e);
        }
      }
    }
    throw new BertlineException(
        FailureKind.TEMPORARY, "stopped after step 12; run it again to go on");
  }

  /** Runs it as a process. */
  public static void main(String[] arguments) {
    System.exit(Commands.run(new UpperCaseCommand(), arguments));
  }
}
