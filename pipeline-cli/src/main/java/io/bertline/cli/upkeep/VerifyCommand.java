package io.bertline.cli.upkeep;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactType;
import io.bertline.cli.Commands;
import io.bertline.cli.CommonOptions;
import io.bertline.cli.Failures;
import io.bertline.cli.PlainCommand;
import io.bertline.cli.StepContext;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code verify}: reads every artifact below a root and compares it with its manifest. */
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
    StoredArtifacts stored = new StoredArtifacts(context.artifacts());
    List<String> problems = new ArrayList<>();
    int sound = 0;
    for (ArtifactType type : ArtifactType.values()) {
      for (String key : stored.keys(type)) {
        try {
          sound += context.artifacts().find(type, key).map(VerifyCommand::verified).orElse(0);
        } catch (BertlineException e) {
          if (e.kind() != FailureKind.CORRUPT_ARTIFACT) {
            throw e;
          }
          String problem = Failures.line(e);
          context.print(problem);
          problems.add(problem);
        }
      }
    }
    context.print(sound + " artifacts are as they were committed");
    if (!problems.isEmpty()) {
      throw new BertlineException(
          FailureKind.CORRUPT_ARTIFACT,
          "%d artifacts are not as they were committed, the first: %s"
              .formatted(problems.size(), problems.get(0)));
    }
  }

  private static int verified(Artifact artifact) {
    artifact.verify();
    return 1;
  }
}
