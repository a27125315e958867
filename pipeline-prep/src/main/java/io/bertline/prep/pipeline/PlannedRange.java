package io.bertline.prep.pipeline;

import io.bertline.prep.input.SourceRange;
import io.bertline.prep.split.RangeFates;
import java.io.Serializable;
import java.util.List;

/**
 * A range and where its rows go.
 *
 * @param labels labels in index order
 */
record PlannedRange(SourceRange range, RangeFates fates, List<String> labels)
    implements Serializable {
  PlannedRange {
    labels = List.copyOf(labels);
  }
}
