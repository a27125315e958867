package io.bertline.cli.upkeep;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.Manifest;
import io.bertline.artifact.Release;
import io.bertline.artifact.Releases;
import io.bertline.cli.Commands;
import io.bertline.cli.CommonOptions;
import io.bertline.cli.Failures;
import io.bertline.cli.PlainCommand;
import io.bertline.cli.StepContext;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code verify}: reads every artifact below a root, and all that a release names, and compares it
 * with its manifest.
 */
@Command(
    name = "verify",
    description = "Reads every artifact below the root and compares its checksums.")
public final class VerifyCommand implements PlainCommand {
  @Mixin CommonOptions common = new CommonOptions();

  /** Runs the command as a process. */
  public static void main(String[] arguments) {
    System.exit(Commands.run(new VerifyCommand(), arguments));
  }

  @Override
  public CommonOptions common() {
    return common;
  }

  @Override
  public void run(StepContext context) {
    Verification verification = new Verification(context::print);
    StoredArtifacts stored = new StoredArtifacts(context.artifacts());
    for (ArtifactType type : ArtifactType.values()) {
      for (String key : stored.keys(type)) {
        verification.verify(() -> context.artifacts().find(type, key));
      }
    }
    // Their keys may have been made again since.
    for (Release release : new Releases(context.artifacts().blobs()).all()) {
      for (Manifest manifest : List.of(release.classifier(), release.evaluation())) {
        verification.verify(() -> Optional.of(context.artifacts().of(manifest)));
      }
    }
    verification.finish();
  }

  /** What was found so far. */
  private static final class Verification {
    private final Consumer<String> print;
    private final Set<String> folders = new HashSet<>();
    private final List<String> problems = new ArrayList<>();
    private int sound;

    Verification(Consumer<String> print) {
      this.print = print;
    }

    /** Verifies an artifact, if there is one and it was not verified before. */
    void verify(Supplier<Optional<Artifact>> finder) {
      try {
        Optional<Artifact> artifact = finder.get().filter(found -> folders.add(found.folder()));
        artifact.ifPresent(Artifact::verify);
        sound += artifact.isPresent() ? 1 : 0;
      } catch (BertlineException e) {
        if (e.kind() != FailureKind.CORRUPT_ARTIFACT) {
          throw e;
        }
        String problem = Failures.line(e);
        print.accept(problem);
        problems.add(problem);
      }
    }

    void finish() {
      print.accept(sound + " artifacts are as they were committed");
      if (!problems.isEmpty()) {
        throw new BertlineException(
            FailureKind.CORRUPT_ARTIFACT,
            "%d artifacts are not as they were committed, the first: %s"
                .formatted(problems.size(), problems.get(0)));
      }
    }
  }
}
