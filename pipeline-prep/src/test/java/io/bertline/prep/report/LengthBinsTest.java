package io.bertline.prep.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.dataset.Split;
import io.bertline.prep.statistics.DatasetStatistics;
import io.bertline.prep.statistics.SplitStatistics;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LengthBinsTest {
  private final DatasetStatistics statistics = SampleDataset.binary(20_000).statistics();

  @Test
  void theLinearViewEndsWithTheBinOfThe995thPercentile() {
    Lengths lengths = new Lengths(statistics.whole().characters());
    int shown = lengths.bin(0.995) + 1;
    int width = statistics.whole().characters().binWidth();

    LengthBins bins = LengthBins.linear(statistics, SplitStatistics::characters);

    double group = bins.edges()[1] - bins.edges()[0];
    assertThat(bins.count()).isBetween(16, 32);
    assertThat(bins.end()).isBetween((double) shown * width, shown * width + group);
    long rows = Arrays.stream(bins.values(Split.TRAIN, 1)).mapToLong(value -> (long) value).sum();
    long train = statistics.split(Split.TRAIN).rows();
    assertThat(rows).isBetween((long) (0.99 * train), train);
  }
}
