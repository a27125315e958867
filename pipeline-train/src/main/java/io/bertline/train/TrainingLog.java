package io.bertline.train;

import io.bertline.cli.Progress;
import io.bertline.cli.tracking.Tracker;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells everyone who wants to know how the run goes: the progress display, the tracker, history.
 */
final class TrainingLog {
  private final Progress progress;
  private final Tracker tracker;
  private final StepSampler sampler;
  private final History history = new History();
  private final int epochs;
  private String place = "";

  /**
   * @param progress counts tokens
   */
  TrainingLog(Progress progress, Tracker tracker, Clock clock, TrainingPlan plan) {
    this.progress = progress;
    this.tracker = tracker;
    this.sampler = new StepSampler(clock, plan.totalSteps());
    this.epochs = plan.epochs();
  }

  /** Call after each optimiser step. */
  void step(TrainingStep step) {
    place = "epoch " + step.epoch() + "/" + epochs;
    progress.note(String.format(Locale.ROOT, "%s, loss %.3f", place, step.loss()));
    progress.advance(step.tokens());
    sampler.add(step).ifPresent(this::sample);
  }

  /** Call between the last step before a validation and the validation. */
  void validating() {
    sampler.finish().ifPresent(this::sample);
    progress.note(place.isEmpty() ? "validating" : place + ", validating");
  }

  /** Call after a validation. */
  void validation(Validation result) {
    history.add(result);
    result.metrics().forEach((name, value) -> track("validation/" + name, result.step(), value));
    tracker.flush();
    sampler.restart();
  }

  private void sample(StepSample sample) {
    history.add(sample);
    track("train/loss", sample.step(), sample.loss());
    track("train/learning_rate", sample.step(), sample.learningRate());
    track("train/gradient_norm", sample.step(), sample.gradientNorm());
    track("train/tokens_per_second", sample.step(), sample.tokensPerSecond());
  }

  private void track(String name, long step, double value) {
    tracker.scalar(name, step, value);
  }

  /** Returns the steps since the last sample; null if there are none. */
  StepSampler.@Nullable Partial partialSample() {
    return sampler.partial();
  }

  /** Goes on with the course of an earlier run. */
  void restore(TrainingState state) {
    state.samples().forEach(history::add);
    state.validations().forEach(history::add);
    if (state.partialSample() != null) {
      sampler.restore(state.partialSample());
    }
  }

  /** Returns the course of the run so far. */
  History history() {
    return history;
  }
}
