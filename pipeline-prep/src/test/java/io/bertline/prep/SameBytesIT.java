package io.bertline.prep;

import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactFile;
import io.bertline.cli.storage.FakeGcsServer;
import io.bertline.storage.BlobContent;
import io.bertline.storage.BlobStore;
import io.bertline.storage.LocalBlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same input gives the same bytes wherever and however it is worked on. */
class SameBytesIT {
  private static final List<String> OPTIONS = List.of("--shards", "3", "--slice-columns", "source");

  @TempDir Path directory;
  private Path input = Path.of("");

  @BeforeEach
  void writeInput() throws IOException {
    input = directory.resolve("questions.csv");
    Files.writeString(input, Tables.questions(4000, new Random(11)) + "broken,row\n");
  }

  @Test
  void onAnyRunnerWithAnyParallelismAndAnySizeOfRanges() throws IOException {
    List<ArtifactFile> expected = prep("a", "--runner", "flink", "--parallelism", "2");

    assertThat(expected).hasSize(12);
    assertThat(prep("b", "--runner", "flink", "--parallelism", "3", "--range-bytes", "10000"))
        .isEqualTo(expected);
    assertThat(prep("c", "--runner", "direct", "--parallelism", "1")).isEqualTo(expected);
    assertThat(prep("d", "--runner", "direct", "--parallelism", "4", "--range-bytes", "3000"))
        .isEqualTo(expected);
  }

  @Test
  void fromACompressedTable() throws IOException {
    List<ArtifactFile> expected = prep("a", "--runner", "direct");
    Path compressed = directory.resolve("questions.csv.gz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
      Files.copy(input, out);
    }
    input = compressed;

    assertThat(prep("b", "--runner", "direct")).isEqualTo(expected);
  }

  @Test
  void inCloudStorage() throws Exception {
    List<ArtifactFile> expected = prep("a", "--runner", "direct");
    try (FakeGcsServer server = FakeGcsServer.start(directory)) {
      server.createBucket("bucket");
      BlobStore root = server.open("gs://bucket/root");
      PrepRun.importTokenizer(root);
      server.open("gs://bucket/in").put("q.csv", BlobContent.of(Files.readAllBytes(input)));
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  PrepCommand.class.getName(),
                  "--root=gs://bucket/root",
                  "--project=test",
                  "--input=gs://bucket/in/*.csv"));
      command.addAll(OPTIONS);
      Path log = directory.resolve("prep.log");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().put("STORAGE_EMULATOR_HOST", server.url());

      int exitCode = builder.start().waitFor();

      assertThat(exitCode).as(Files.readString(log)).isZero();
      assertThat(content(PrepRun.dataset(root))).isEqualTo(expected);
    }
  }

  /** Makes the dataset below a root of its own. */
  private List<ArtifactFile> prep(String root, String... options) throws IOException {
    BlobStore store = new LocalBlobStore(directory.resolve(root));
    PrepRun.importTokenizer(store);
    Stream<String> all =
        Stream.of(OPTIONS.stream(), Arrays.stream(options), Stream.of("--input", input.toString()))
            .flatMap(stream -> stream);
    PrepRun run = PrepRun.of(store.root(), all.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return content(PrepRun.dataset(store));
  }

  /** Returns path, size and checksum of every file that counts for the digest. */
  private static List<ArtifactFile> content(Artifact dataset) {
    return dataset.manifest().files().stream().filter(ArtifactFile::content).toList();
  }
}
