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
    double seconds = Math.max(1e-9, Duration.between(since, clock.instant()).toNanos() / 1e9);
    StepSample sample =
        new StepSample(
            last.step(),
            last.epoch(),
            lossSum / steps,
            largestNorm,
            last.learningRate(),
            tokens,
            paddedTokens,
            seconds);
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
}
