package io.bertline.publish;

import io.bertline.artifact.Release;
import io.bertline.artifact.Releases;
import io.bertline.cli.StepContext;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The releases of a name as they were when the command began. What is added must follow on them:
 * whoever judged a classifier against one champion must not replace another.
 */
final class ReleaseLog {
  private final StepContext context;
  private final String name;
  private final Releases releases;
  private final List<Release> history;

  ReleaseLog(StepContext context, String name) {
    this.context = context;
    this.name = Releases.checkedName(name);
    this.releases = new Releases(context.artifacts().blobs());
    this.history = releases.history(name);
  }

  String name() {
    return name;
  }

  /** Returns the releases, the first one first. */
  List<Release> history() {
    return history;
  }

  /** Returns the current release; null if there is none. */
  @Nullable Release current() {
    return history.isEmpty() ? null : history.get(history.size() - 1);
  }

  /** Returns the number of the next release. */
  int next() {
    Release current = current();
    return current == null ? 1 : current.number() + 1;
  }

  /**
   * Adds a release.
   *
   * @throws BertlineException {@code GATE_NOT_PASSED} if somebody else was faster
   */
  void add(Release release) {
    if (!releases.create(release)) {
      throw new BertlineException(
          FailureKind.GATE_NOT_PASSED,
          "%s was published by somebody else meanwhile (%s); nothing was changed. Evaluate against it and publish again"
              .formatted(
                  release.label(),
                  releases
                      .find(name, release.number())
                      .map(winner -> "run " + winner.run() + ", " + winner.publishedAt())
                      .orElse("it cannot be read")));
    }
    report(release, false);
  }

  /** Tells where the release is. */
  void report(Release release, boolean skipped) {
    String uri = context.artifacts().blobs().uri(Releases.folder(name));
    context.print("release     " + release.label());
    context.print("classifier  " + context.artifacts().of(release.classifier()).uri());
    context.print("card        " + context.artifacts().blobs().uri(release.card()));
    context.output("uri", uri + String.format(Locale.ROOT, "%06d.json", release.number()));
    context.output("release", "release:" + release.label());
    context.output("skipped", String.valueOf(skipped));
  }

  /** Prints a line for each release, the current one first. */
  void print() {
    if (history.isEmpty()) {
      throw new BertlineException(
          FailureKind.NOT_FOUND,
          "nothing was published as '%s' below %s"
              .formatted(name, context.artifacts().blobs().root()));
    }
    for (int i = history.size() - 1; i >= 0; i--) {
      Release release = history.get(i);
      context.print(
          "%s  %s  %s%s%s"
              .formatted(
                  release.label(),
                  release.publishedAt(),
                  context.artifacts().of(release.classifier()).uri(),
                  release.restores() == null ? "" : "  restores " + name + "@" + release.restores(),
                  i == history.size() - 1 ? "  (current)" : ""));
    }
  }
}
