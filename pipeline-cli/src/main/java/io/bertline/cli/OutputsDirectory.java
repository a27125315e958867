package io.bertline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bertline.artifact.Artifact;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.failure.JdkFailures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** Small files in which an orchestrator finds what came of a step. */
final class OutputsDirectory {
  /** In the summary of a step that judges; a file of its own, for conditions of a workflow. */
  private static final String BLESSED = "blessed";

  private static final String MANIFEST = "manifest.json";

  /** What any command writes; "release" is that of {@code publish}. */
  private static final List<String> FILES =
      List.of(
          "uri",
          "key",
          "skipped",
          "release",
          BLESSED,
          MANIFEST,
          StepFiles.SUMMARY,
          StepFiles.REPORT);

  private final Path directory;

  OutputsDirectory(Path directory) {
    this.directory = directory;
  }

  /** Removes the files of an earlier step, so that a failure does not look like its success. */
  void clear() {
    try {
      Files.createDirectories(directory);
      for (String file : FILES) {
        Files.deleteIfExists(directory.resolve(file));
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Writes all files for this artifact. */
  void write(Artifact artifact, boolean skipped, Map<String, Object> summary) {
    try {
      Files.write(directory.resolve("uri"), artifact.uri().getBytes(UTF_8));
      Files.write(directory.resolve("key"), artifact.manifest().key().getBytes(UTF_8));
      Files.write(directory.resolve("skipped"), String.valueOf(skipped).getBytes(UTF_8));
      Files.write(directory.resolve(StepFiles.SUMMARY), StepSummary.json(summary));
      Files.write(directory.resolve(MANIFEST), artifact.manifest().json());
      if (summary.get(BLESSED) instanceof Boolean blessed) {
        Files.write(directory.resolve(BLESSED), blessed.toString().getBytes(UTF_8));
      }
      if (artifact.findFile(StepFiles.REPORT).isPresent()) {
        try (InputStream report = artifact.open(StepFiles.REPORT)) {
          Files.copy(
              report, directory.resolve(StepFiles.REPORT), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Writes one more file. */
  void write(String name, String value) {
    try {
      Files.createDirectories(directory);
      Files.write(directory.resolve(name), value.getBytes(UTF_8));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private BertlineException unwritable(IOException e) {
    FailureKind kind = JdkFailures.kind(e).orElse(FailureKind.PERMISSION_DENIED);
    return new BertlineException(
        kind == FailureKind.NOT_FOUND ? FailureKind.PERMISSION_DENIED : kind,
        "--outputs-dir " + directory + ": cannot be written: " + e,
        e);
  }
}
