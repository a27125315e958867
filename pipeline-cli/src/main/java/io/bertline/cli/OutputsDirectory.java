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

/** Small files in which an orchestrator finds what came of a step. */
final class OutputsDirectory {
  private static final List<String> FILES =
      List.of("uri", "key", "skipped", StepFiles.SUMMARY, StepFiles.REPORT);

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
  void write(Artifact artifact, boolean skipped, byte[] summary) {
    try {
      Files.write(directory.resolve("uri"), artifact.uri().getBytes(UTF_8));
      Files.write(directory.resolve("key"), artifact.manifest().key().getBytes(UTF_8));
      Files.write(directory.resolve("skipped"), String.valueOf(skipped).getBytes(UTF_8));
      Files.write(directory.resolve(StepFiles.SUMMARY), summary);
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

  private BertlineException unwritable(IOException e) {
    FailureKind kind = JdkFailures.kind(e).orElse(FailureKind.PERMISSION_DENIED);
    return new BertlineException(
        kind == FailureKind.NOT_FOUND ? FailureKind.PERMISSION_DENIED : kind,
        "--outputs-dir " + directory + ": cannot be written: " + e,
        e);
  }
}
