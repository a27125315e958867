package io.bertline.train;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Joins consecutive steps into points of a curve, a few hundred for the whole run, whatever its
 * length.
 */
final class StepSampler {
  /** About one point for every second pixel of a chart. */
  private static final int POINTS = 300;

  private final Clock clock;
  private final long interval;
  private Instant since;
  private @Nullable TrainingStep last;
  private int steps;
  private double lossSum;
  private double largestNorm;
  private long tokens;
  private long paddedTokens;

  /**
   * The steps of an unfinished point.
   *
   * @param last the last of them
   * @param steps how many
   * @param lossSum sum of their losses
   * @param largestNorm largest norm of the gradients
   * @param tokens tokens that are not padding
   * @param paddedTokens tokens with padding
   * @param seconds time since the point began
   */
  record Partial(
      TrainingStep last,
      int steps,
      double lossSum,
      double largestNorm,
      long tokens,
      long paddedTokens,
      double seconds) {}

  /**
   * @param totalSteps steps of the whole run
   */
  StepSampler(Clock clock, long totalSteps) {
    this.clock = clock;
    this.interval = Math.max(1, totalSteps / POINTS);
    this.since = clock.instant();
  }

  /** Takes a step in; returns the point it completes, if it does. */
  Optional<StepSample> add(TrainingStep step) {
    last = step;
    steps++;
    lossSum += step.loss();
    largestNorm = Math.max(largestNorm, step.gradientNorm());
    tokens += step.tokens();
    paddedTokens += step.paddedTokens();
    return step.step() % interval == 0 ? finish() : Optional.empty();
  }

  /** Returns the unfinished point, if there is one, and begins a new one. */
  Optional<StepSample> finish() {
    if (last == null) {
      return Optional.empty();
    }
    StepSample sample =
        new StepSample(
            last.step(),
            last.epoch(),
            lossSum / steps,
            largestNorm,
            last.learningRate(),
            tokens,
            paddedTokens,
            Math.max(1e-9, seconds()));
    restart();
    return Optional.of(sample);
  }

  /** Begins a new point now; the time until now counts for no point. */
  void restart() {
    since = clock.instant();
    last = null;
    steps = 0;
    lossSum = 0;
    largestNorm = 0;
    tokens = 0;
    paddedTokens = 0;
  }

  private double seconds() {
    return Duration.between(since, clock.instant()).toNanos() / 1e9;
  }

  /** Returns the unfinished point; null if there is none. */
  @Nullable Partial partial() {
    return last == null
        ? null
        : new Partial(last, steps, lossSum, largestNorm, tokens, paddedTokens, seconds());
  }

  /** Goes on with the unfinished point of an earlier run. */
  void restore(Partial partial) {
    since = clock.instant().minusNanos(Math.round(partial.seconds() * 1e9));
    last = partial.last();
    steps = partial.steps();
    lossSum = partial.lossSum();
    largestNorm = partial.largestNorm();
    tokens = partial.tokens();
    paddedTokens = partial.paddedTokens();
  }
}
