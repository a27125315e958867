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

/**
 * Artifacts are found by their key, and the logic version is part of it: other bytes under the same
 * version would never be made where a dataset exists already.
 */
class LogicVersionIT {
  @TempDir Path directory;

  @Test
  void theSameVersionMakesTheSameBytes() throws IOException {
    BlobStore root = new LocalBlobStore(directory.resolve("root"));
    PrepRun.importTokenizer(root);
    Path input = directory.resolve("questions.csv");
    Files.writeString(input, Tables.questions(500, new Random(3)));

    PrepRun run = PrepRun.of(root.root(), "--input", input.toString(), "--runner", "direct");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(PrepIdentity.LOGIC_VERSION + " " + PrepRun.dataset(root).manifest().digest())
        .as("output changed: bump LOGIC_VERSION and write the new digest here")
        .isEqualTo("2 788aa7a058ccb85626aba14f1bb86ad71e51e0acbd955109de43377686f1c131");
  }
}
