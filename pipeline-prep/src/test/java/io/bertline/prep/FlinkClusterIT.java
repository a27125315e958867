package io.bertline.prep;

import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.storage.BlobStore;
import io.bertline.storage.LocalBlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prep on a Flink session cluster whose processes run from prep's own class path. */
class FlinkClusterIT {
  @TempDir Path directory;

  @Test
  void makesTheSameBytesAgainAndAgainAndWhenATaskManagerIsKilled()
      throws IOException, InterruptedException {
    Path input = directory.resolve("questions.csv");
    Files.writeString(input, Tables.questions(30_000, new Random(5)));
    String expected = prep("embedded", input, "--runner=direct");
    Path folder = Files.createDirectory(directory.resolve("flink"));
    try (FlinkCluster cluster = FlinkCluster.start(folder, 1)) {
      String master = "--flink-master=" + cluster.master();

      assertThat(prep("first", input, master, "--parallelism=2")).isEqualTo(expected);
      // The second job finds the natives of the tokenizer loaded.
      assertThat(prep("second", input, master, "--parallelism=2")).isEqualTo(expected);

      Path root = rootWithTokenizer("killed");
      Process victim = cluster.startTaskManager();
      cluster.awaitTaskManagers(2);
      PrepProcess job =
          PrepProcess.start(
              directory.resolve("log"),
              root,
              "--input=" + input,
              master,
              "--parallelism=4",
              "--range-bytes=2000");
      job.awaitOutput("ranges, 4 at a time");
      // Four tasks at a time: both TaskManagers work on it.
      while (!cluster.get("/jobs/overview").matches("(?s).*\"running\":[4-9].*")) {
        Thread.sleep(10);
      }
      victim.destroyForcibly().waitFor();
      cluster.startTaskManager();

      assertThat(job.await()).as(job.output()).isZero();
      assertThat(digest(root)).isEqualTo(expected);
      assertThat(cluster.get("/jobs/overview")).contains("\"FINISHED\"");
      assertThat(Files.readString(folder.resolve("flink-0.log"))).contains("RESTARTING");
    }
  }

  private String prep(String root, Path input, String... options) throws IOException {
    Path folder = rootWithTokenizer(root);
    String[] all = new String[options.length + 1];
    System.arraycopy(options, 0, all, 0, options.length);
    all[options.length] = "--input=" + input;
    PrepRun run = PrepRun.of(folder.toString(), all);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return digest(folder);
  }

  private Path rootWithTokenizer(String name) throws IOException {
    Path folder = directory.resolve(name);
    PrepRun.importTokenizer(new LocalBlobStore(folder));
    return folder;
  }

  private static String digest(Path root) {
    BlobStore store = new LocalBlobStore(root);
    return PrepRun.dataset(store).manifest().digest();
  }
}
