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

/** One execution of a command: wires the parts that {@link StepContext} offers. */
final class Execution implements StepContext, AutoCloseable {
  private final CommandOptions options;
  private final ProcessEnvironment environment;
  private final CommonOptions common;
  private final Workspace workspace;
  private final String project;
  private final ArtifactStore artifacts;
  private final ArtifactReferences references;
  private final RunRecorder recorder;
  private final ArtifactMaker maker;
  private final Termination termination;
  private volatile Supplier<String> lastWords = () -> "stopped before it had cleaned up";

  Execution(
      ProcessEnvironment environment,
      CommonOptions common,
      CommandOptions options,
      boolean usesStore,
      RunRecorder.CommandLine commandLine) {
    this.environment = environment;
    this.common = common;
    this.options = options;
    this.workspace = new Workspace();
    // What needs no store gets one that is gone in the end, and its record with it.
    BlobStore root = workspace.open(usesStore ? common.root : workspace.scratch().toString());
    this.project = common.projectFor(root.root());
    this.artifacts = new ArtifactStore(root, environment.clock());
    this.references =
        new ArtifactReferences(
            artifacts, project, uri -> new ArtifactStore(workspace.open(uri), environment.clock()));
    this.recorder = new RunRecorder(root, environment.clock(), project, commandLine);
    this.maker = new ArtifactMaker(artifacts, project, common, recorder, this::say, this::print);
    this.termination = Termination.of(Thread.currentThread(), this::lastResort, environment.err());
  }

  @Override
  public ArtifactStore artifacts() {
    return artifacts;
  }

  @Override
  public BlobStore open(String rootUri) {
    return workspace.open(rootUri);
  }

  @Override
  public String project() {
    return project;
  }

  @Override
  public String run() {
    return recorder.run();
  }

  @Override
  public Clock clock() {
    return environment.clock();
  }

  @Override
  public Parameters parameters(String... names) {
    return options.parameters(names);
  }

  @Override
  public Progress progress(String task, String unit, long total) {
    if (common.quiet) {
      return Progress.NONE;
    }
    return environment.terminal()
        ? new BarProgress(environment.err(), task, unit, total)
        : new LineProgress(environment.err(), System::nanoTime, task, unit, total);
  }

  @Override
  public void say(String line) {
    if (!common.quiet) {
      environment.err().println(line);
    }
  }

  @Override
  public void print(String line) {
    environment.out().println(line);
  }

  @Override
  public OutputStream output() {
    return new ResultStream(environment.out());
  }

  @Override
  public Path scratch() {
    return workspace.scratch();
  }

  @Override
  public Artifact require(ArtifactType type, @Nullable String reference) {
    return references.require(type, reference);
  }

  /**
   * Returns whether a reference means the latest artifact of the project worked on, and there is
   * none yet: whoever repeats a step with a change may have to do it a first time.
   */
  boolean isFirst(ArtifactType type, String reference) {
    return reference.equals("project:" + project) && !references.exists(type);
  }

  @Override
  public Optional<Release> release(@Nullable String reference) {
    return references.release(reference);
  }

  @Override
  public boolean dryRun() {
    return common.dryRun;
  }

  @Override
  public void output(String name, String value) {
    if (common.outputsDir != null) {
      new OutputsDirectory(common.outputsDir).write(name, value);
    }
  }

  @Override
  public Path localCopy(Artifact artifact) {
    return workspace.localCopy(artifact);
  }

  @Override
  public boolean stopping() {
    return termination.requested();
  }

  @Override
  public void stopsItself(Duration grace, Supplier<String> lastWords) {
    termination.leaveToStep(grace);
    this.lastWords = lastWords;
  }

  @Override
  public Duration timeLeft() {
    return termination.timeLeft();
  }

  @Override
  public StepOutcome execute(StepIdentity identity, StepBody body) {
    return maker.execute(identity, body);
  }

  /** Returns how the process ends after this failure. */
  Ending ending(Throwable failure) {
    // What is left to do must not be interrupted again.
    boolean interrupted = Thread.interrupted() && termination.requested();
    if (!termination.requested()) {
      return new Ending(Failures.exitCode(failure), Failures.line(failure));
    }
    String line =
        interrupted || !Failures.isForPeople(failure)
            ? "interrupted; nothing was committed, run the same command to start again"
            : Failures.line(failure);
    return new Ending(termination.exitCode(), options.command() + ": " + line);
  }

  /** Keeps the record of this execution. */
  void record(int exitCode, @Nullable String message) {
    if (!common.dryRun) {
      recorder.record(exitCode, message);
    }
  }

  private void lastResort() {
    String line = options.command() + ": " + lastWords.get();
    environment.err().println(line);
    maker.abandon();
    record(termination.exitCode(), line);
    workspace.close();
  }

  @Override
  public void close() {
    termination.close();
    workspace.close();
  }

  /**
   * How a process ends.
   *
   * @param exitCode exit code
   * @param line what is said
   */
  record Ending(int exitCode, String line) {}
}
