package io.bertline.prep.hub;

import io.bertline.cli.Progress;

/** Starts progress displays. */
@FunctionalInterface
public interface ProgressSource {
  /** Starts a display of a task. */
  Progress start(String task, String unit, long total);
}
