package io.bertline.prep.importmodel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactStore;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.References;
import io.bertline.cli.Commands;
import io.bertline.storage.LocalBlobStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What {@code import-model} did when it was run in this process.
 *
 * @param exitCode exit code
 * @param err standard error
 */
record ImportRun(int exitCode, String err) {

  static ImportRun of(Path root, String from) {
    return of(new ImportModelCommand(), root, from);
  }

  static ImportRun of(ImportModelCommand command, Path root, String from) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream captured = new ByteArrayOutputStream();
    try (PrintStream capture = new PrintStream(captured, true, UTF_8)) {
      System.setOut(new PrintStream(new ByteArrayOutputStream(), true, UTF_8));
      System.setErr(capture);
      int exitCode = Commands.run(command, "--root", root.toString(), "--from", from);
      return new ImportRun(exitCode, captured.toString(UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  /** Returns the project's current model. */
  static Artifact model(Path root) {
    LocalBlobStore store = new LocalBlobStore(root);
    String uri = new References(store).find("default", ArtifactType.MODEL).orElseThrow().uri();
    return new ArtifactStore(store, Clock.systemUTC()).require(ArtifactType.MODEL, uri);
  }
}
