package io.bertline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class StorelessCommandTest {

  /** A command that works without a store, as a self-test does. */
  @Command(name = "prove")
  static final class ProveCommand implements StepCommand {
    @Mixin CommonOptions common = new CommonOptions();

    @Override
    public CommonOptions common() {
      return common;
    }

    @Override
    public boolean usesStore() {
      return false;
    }

    @Override
    public StepOutcome run(StepContext context) {
      context.print(context.artifacts().blobs().uri(""));
      return new StepOutcome(null, false, Map.of());
    }
  }

  /** The bucket does not exist, and a root that others share asks for a project. */
  @Test
  void itTouchesNoRootAndNeedsNoProject() {
    ProveCommand command = new ProveCommand();
    CommandRun run =
        CommandRun.run(
            command,
            command.common(),
            command::run,
            Map.of("BERTLINE_ROOT", "gs://no-such-bucket/bertline"),
            Path.of("/nonexistent/termination-log"));

    assertThat(run.exitCode()).describedAs(run.err()).isZero();
    assertThat(run.out()).contains("bertline-").doesNotContain("gs://");
    assertThat(Path.of(run.out().strip())).doesNotExist();
  }
}
