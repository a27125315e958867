package io.bertline.cli;

import io.bertline.artifact.Artifact;
import io.bertline.artifact.ArtifactStore;
import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.Release;
import io.bertline.artifact.StepIdentity;
import io.bertline.storage.BlobStore;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The frame a step works in: storage, references, progress and scratch space of one execution. */
public interface StepContext {
  /** Returns the artifacts below the root. */
  ArtifactStore artifacts();

  /** Opens a store on any directory or gs:// URI; the context closes it. */
  BlobStore open(String rootUri);

  /** Returns the project whose references are used. */
  String project();

  /** Returns the name of this execution, unique below the root. */
  String run();

  /** Returns the only clock of the step. */
  Clock clock();

  /**
   * Returns the values and defaults of these options for a {@link StepIdentity}.
   *
   * @param options long names without dashes; never ones of {@link CommonOptions}
   */
  Parameters parameters(String... options);

  /** Returns whether a command that makes no artifact must change nothing. */
  boolean dryRun();

  /** Writes a small file for an orchestrator into {@code --outputs-dir}, if there is one. */
  void output(String name, String value);

  /** Starts a progress display. */
  Progress progress(String task, String unit, long total);

  /** Prints one line for the person who runs the command, unless {@code --quiet}. */
  void say(String line);

  /** Prints one line of the result to standard output. */
  void print(String line);

  /**
   * Returns standard output for results that are more than a line. Unlike {@link System#out} it
   * fails when nobody can read it any more.
   */
  OutputStream output();

  /** Returns an empty directory that is deleted when the command ends. */
  Path scratch();

  /**
   * Resolves a reference to an artifact.
   *
   * @param reference a uri, {@code project:NAME}, {@code release:NAME} or {@code
   *     release:NAME@NUMBER}; null for the project's current artifact
   * @throws io.bertline.failure.BertlineException {@code NOT_FOUND} if there is none; the message
   *     names the command that makes one
   */
  Artifact require(ArtifactType type, @Nullable String reference);

  /**
   * Returns the release a reference means: the current one for {@code release:NAME}, another for
   * {@code release:NAME@NUMBER}. Empty for every other reference.
   *
   * @throws io.bertline.failure.BertlineException {@code NOT_FOUND} if there is no such release
   */
  Optional<Release> release(@Nullable String reference);

  /**
   * Returns a local directory with all files of an artifact: for a local root the committed folder
   * itself, sizes checked; else a copy in the scratch directory, checksums verified.
   */
  Path localCopy(Artifact artifact);

  /**
   * Returns whether the process was asked to end (SIGINT, SIGTERM). The thread of the step is
   * interrupted as well, unless it {@linkplain #stopsItself stops itself}.
   */
  boolean stopping();

  /**
   * Leaves the end after a signal to the step: it asks {@link #stopping} and throws within this
   * time, for example after a checkpoint. The message of what it throws is the last line.
   *
   * @param lastWords what to say instead if the time was not enough, from another thread
   */
  void stopsItself(Duration grace, Supplier<String> lastWords);

  /** Returns what is left of the grace time after a signal. */
  Duration timeLeft();

  /**
   * Makes an artifact unless it is up to date: honours {@code --force} and {@code --dry-run},
   * commits, sets the project's reference, writes the outputs directory and the final lines.
   */
  StepOutcome execute(StepIdentity identity, StepBody body);
}
