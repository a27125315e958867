package io.bertline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.artifact.RunRecord;
import io.bertline.artifact.Runs;
import io.bertline.storage.BlobInfo;
import io.bertline.storage.LocalBlobStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals to a real process. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class TerminationIT {
  @TempDir Path root;

  @ParameterizedTest
  @CsvSource({"INT,130", "TERM,143"})
  void aSignalInterruptsTheStepAndLeavesNothing(String signal, int exitCode) throws Exception {
    try (Child child = start("--wait", "sleep")) {
      child.kill(signal);
      assertThat(child.err().lines())
          .containsExactly(
              "SIG" + signal + ": stopping; once more stops at once",
              "prep: interrupted; nothing was committed, run the same command to start again");
      assertThat(child.process().waitFor()).isEqualTo(exitCode);
    }
    assertOnlyARecordWith(exitCode);
  }

  @Test
  void aStepThatStopsItselfSaysHowToGoOn() throws Exception {
    try (Child child = start("--wait", "checkpoint")) {
      child.kill("TERM");
      assertThat(child.err().lines())
          .last()
          .isEqualTo("prep: stopped after step 12; run it again to go on");
      assertThat(child.process().waitFor()).isEqualTo(143);
    }
    assertOnlyARecordWith(143);
  }

  @Test
  void theSecondSignalStopsAStepThatDoesNot() throws Exception {
    try (Child child = start("--wait", "forever")) {
      child.kill("INT");
      assertThat(child.err().readLine()).isEqualTo("SIGINT: stopping; once more stops at once");
      child.kill("INT");
      assertThat(child.process().waitFor()).isEqualTo(130);
    }
    assertOnlyARecordWith(130);
  }

  private Child start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                UpperCaseCommand.class.getName(),
                "--root",
                root.toString(),
                "--input",
                "hello"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    Child child = new Child(process, process.errorReader(UTF_8));
    String line = child.err().readLine();
    while (line != null && !line.equals("waiting")) {
      line = child.err().readLine();
    }
    assertThat(line).isEqualTo("waiting");
    assertThat(names()).anyMatch(name -> name.endsWith("/upper.txt"));
    return child;
  }

  private void assertOnlyARecordWith(int exitCode) {
    assertThat(names()).singleElement().asString().startsWith("runs/");
    Runs runs = new Runs(new LocalBlobStore(root));
    RunRecord record = runs.find(runs.names().get(0)).orElseThrow();
    assertThat(record.exitCode()).isEqualTo(exitCode);
    assertThat(record.uri()).isNull();
  }

  private List<String> names() {
    return new LocalBlobStore(root).list("").stream().map(BlobInfo::name).toList();
  }

  private record Child(Process process, BufferedReader err) implements AutoCloseable {
    void kill(String signal) throws IOException, InterruptedException {
      Process kill =
          new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
              .inheritIO()
              .start();
      assertThat(kill.waitFor()).isZero();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
