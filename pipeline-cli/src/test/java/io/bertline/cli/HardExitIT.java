package io.bertline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HardExitIT {
  @TempDir private Path directory;

  /** C's exit would write what its output buffers, before it runs the destructors of libraries. */
  @Test
  void nothingOfTheCLibrarysExitIsRun() throws Exception {
    CommandRun run = ChildProcess.start(directory, Buffering.class, Map.of()).await();

    assertThat(run.exitCode()).as(run.err()).isEqualTo(42);
    assertThat(run.out()).isEmpty();
  }

  /** A process that has something in C's buffer of standard output when it ends. */
  static final class Buffering {
    public static void main(String[] arguments) {
      Function.getFunction(Platform.C_LIBRARY_NAME, "puts").invokeInt(new Object[] {"buffered"});
      HardExit.now(42);
    }
  }
}
