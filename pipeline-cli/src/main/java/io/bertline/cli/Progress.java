package io.bertline.cli;

/**
 * A progress display: a bar on a terminal, else a plain line every few seconds. Safe for several
 * threads.
 */
public interface Progress extends AutoCloseable {
  /** Shows nothing. */
  Progress NONE = new NoProgress();

  /** Adds finished units. */
  void advance(long units);

  /** Sets a short text shown beside the rate, for example {@code loss 0.231}. */
  void note(String text);

  @Override
  void close();
}
