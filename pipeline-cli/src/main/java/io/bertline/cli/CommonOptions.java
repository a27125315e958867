package io.bertline.cli;

import io.bertline.cli.storage.BlobStores;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that every command takes. */
public final class CommonOptions {
  @Option(
      names = "--root",
      paramLabel = "ROOT",
      description = "Where artifacts live: a directory or gs://bucket/prefix (BERTLINE_ROOT).",
      defaultValue = "work")
  String root = "work";

  @Option(
      names = "--project",
      paramLabel = "NAME",
      description = "Set of references to use; 'default' for a local root, required for gs://.")
  @Nullable String project;

  @Option(
      names = "--no-reference",
      description = "Do not make the result the project's current one.")
  boolean noReference;

  @Option(
      names = "--like",
      paramLabel = "REF",
      description =
          "Start from the parameters of this artifact: a uri, project:NAME or release:NAME.")
  @Nullable String like;

  @Option(names = "--params", paramLabel = "JSON", description = "Parameters by section as JSON.")
  @Nullable String params;

  @Option(
      names = "--params-file",
      paramLabel = "YAML",
      description = "Parameters by section (common, prep, train, eval) in a YAML file.")
  @Nullable Path paramsFile;

  @Option(names = "--force", description = "Make the artifact again even if it is up to date.")
  boolean force;

  @Option(
      names = "--dry-run",
      description = "Print the key and whether it is up to date, then stop.")
  boolean dryRun;

  @Option(
      names = "--outputs-dir",
      paramLabel = "DIR",
      description =
          "Write uri, key, skipped, summary.json, manifest.json and report.html here, for an"
              + " orchestrator.")
  @Nullable Path outputsDir;

  @Option(names = "--quiet", description = "Print the result only.")
  boolean quiet;

  @Option(names = "--verbose", description = "Print stack traces and debug messages.")
  boolean verbose;

  /** Returns the project to work on below this root. */
  String projectFor(String rootUri) {
    if (project != null) {
      return project;
    }
    if (BlobStores.isLocal(rootUri)) {
      return "default";
    }
    throw new BertlineException(
        FailureKind.USAGE, "--project is required, because others share the root " + rootUri);
  }
}
