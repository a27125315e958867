package io.bertline.prep.pipeline;

import io.bertline.cli.Progress;
import java.util.function.Consumer;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;

/**
 * How far the passes are. A runner counts twice what it tries twice: good for a progress bar, and
 * for nothing else.
 */
final class RowCounters implements Consumer<MetricResults> {
  private static final String NAMESPACE = "prep";
  private static final String SURVEYED = "surveyed";
  private static final String ENCODED = "encoded";

  /** The share of the first pass in the time of both. */
  private static final double SURVEY = 0.3;

  private final Progress progress;
  private final long rows;
  private long shown;

  /**
   * @param rows of the whole input
   */
  RowCounters(Progress progress, long rows) {
    this.progress = progress;
    this.rows = rows;
  }

  /** Returns the counter of the first pass, for a worker. */
  static Counter surveyed() {
    return Metrics.counter(NAMESPACE, SURVEYED);
  }

  /** Returns the counter of the second pass, for a worker. */
  static Counter encoded() {
    return Metrics.counter(NAMESPACE, ENCODED);
  }

  /** Shows the counters, each row counting for as much as is done of it. */
  @Override
  public void accept(MetricResults metrics) {
    long surveyed = Math.min(rows, value(metrics, SURVEYED));
    long encoded = Math.min(rows, value(metrics, ENCODED));
    long done = Math.round(SURVEY * surveyed + (1 - SURVEY) * encoded);
    progress.note(
        surveyed < rows ? "comparing texts" : encoded < rows ? "encoding" : "writing files");
    if (done > shown) {
      progress.advance(done - shown);
      shown = done;
    }
  }

  /** Shows that all is done. */
  void finish() {
    progress.note("");
    progress.advance(rows - shown);
  }

  private static long value(MetricResults metrics, String name) {
    MetricsFilter filter =
        MetricsFilter.builder().addNameFilter(MetricNameFilter.named(NAMESPACE, name)).build();
    long value = 0;
    for (MetricResult<Long> counter : metrics.queryMetrics(filter).getCounters()) {
      value += counter.getAttempted();
    }
    return value;
  }
}
