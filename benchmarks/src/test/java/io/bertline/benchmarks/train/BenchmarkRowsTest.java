package io.bertline.benchmarks.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bertline.bert.TokenRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkRowsTest {
  @TempDir Path directory;

  @Test
  void rowsAreAsLongAsQuorasQuestions() {
    TokenRows rows = BenchmarkRows.generate(10_000, 1);
    int[] lengths = IntStream.range(0, rows.size()).map(rows::length).sorted().toArray();
    assertThat(lengths[5_000]).isEqualTo(16);
    assertThat(lengths[9_900]).isBetween(44, 48);
  }

  @Test
  void aSampleOfBatchesIsAsLongAsAnEpoch() {
    TokenRows rows = BenchmarkRows.generate(3_200, 11);
    List<int[]> sample = BenchmarkRows.sample(rows, 32, 4);
    double mean =
        sample.stream().mapToLong(batch -> BenchmarkRows.tokens(rows, batch)).average().orElse(0);
    assertThat(mean).isCloseTo(rows.tokens() / 100.0, within(0.05 * rows.tokens() / 100));
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    TokenRows rows = BenchmarkRows.generate(64, 1);
    List<int[]> batches = BenchmarkRows.sample(rows, 32, 2);
    BenchmarkRows.write(directory, rows, batches);
    TokenRows read = BenchmarkRows.read(directory);
    int[] all = IntStream.range(0, 64).toArray();
    assertThat(read.batch(all).inputIds()).isEqualTo(rows.batch(all).inputIds());
    assertThat(read.batch(all).labels()).isEqualTo(rows.batch(all).labels());
    assertThat(BenchmarkRows.readBatches(directory).stream().map(Arrays::toString))
        .isEqualTo(batches.stream().map(Arrays::toString).toList());
  }
}
