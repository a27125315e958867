package io.bertline.train;

import io.bertline.cli.Progress;
import io.bertline.cli.tracking.Tracker;
import java.time.Clock;
import java.util.Locale;

/**
 * Tells everyone who wants to know how the run goes: the progress display, the tracker, history.
 */
final class TrainingLog {
  private final Progress progress;
  private final Tracker tracker;
  private final StepSampler sampler;
  private final History history = new History();
  private final int epochs;

  /**
   * @param progress counts tokens
   * @param epochs epochs planned
   * @param totalSteps optimiser steps planned
   */
  TrainingLog(Progress progress, Tracker tracker, Clock clock, int epochs, long totalSteps) {
    this.progress = progress;
    this.tracker = tracker;
    this.sampler = new StepSampler(clock, totalSteps);
    this.epochs = epochs;
  }

  /** Call after each optimiser step. */
  void step(TrainingStep step) {
    progress.note(
        String.format(Locale.ROOT, "epoch %d/%d, loss %.3f", step.epoch(), epochs, step.loss()));
    progress.advance(step.tokens());
    sampler.add(step).ifPresent(this::sample);
  }

  /** Call between the last step of an epoch and its validation. */
  void validating(int epoch) {
    sampler.finish().ifPresent(this::sample);
    progress.note("epoch " + epoch + "/" + epochs + ", validating");
  }

  /** Call after the validation of an epoch. */
  void epoch(EpochResult epoch) {
    history.add(epoch);
    epoch.metrics().forEach((name, value) -> track("validation/" + name, epoch.step(), value));
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

  /** Returns the course of the run so far. */
  History history() {
    return history;
  }
}
