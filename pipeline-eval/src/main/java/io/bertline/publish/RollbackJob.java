package io.bertline.publish;

import io.bertline.artifact.ArtifactType;
import io.bertline.artifact.Release;
import io.bertline.cli.StepContext;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;

/** Goes back to what went out before the current release, as a new release: history stays. */
final class RollbackJob {
  private final ReleaseLog log;
  private final StepContext context;

  RollbackJob(ReleaseLog log, StepContext context) {
    this.log = log;
    this.context = context;
  }

  void run() {
    Release current = log.current();
    if (current == null) {
      throw new BertlineException(
          FailureKind.NOT_FOUND, "nothing was published as '" + log.name() + "'");
    }
    Release before = before(current);
    // It must still be there, and be what went out.
    context.require(ArtifactType.CLASSIFIER, "release:" + before.label()).checkSizes();
    Release restored =
        new Release(
            Release.FORMAT_VERSION,
            log.name(),
            log.next(),
            before.classifier(),
            before.evaluation(),
            before.threshold(),
            before.temperature(),
            before.metrics(),
            before.card(),
            before.origin(),
            context.clock().instant().toString(),
            context.run());
    context.say("going back from %s to %s".formatted(current.label(), before.label()));
    if (!context.dryRun()) {
      log.add(restored);
    }
  }

  /** Two steps back lead to the release before the one before, not back and forth. */
  private Release before(Release current) {
    return new ReleaseStack(log.history())
        .belowTop()
        .orElseThrow(
            () ->
                new BertlineException(
                    FailureKind.NOT_FOUND,
                    "%s is the first release of its name; there is none to go back to"
                        .formatted(log.name() + "@" + current.origin())));
  }
}
