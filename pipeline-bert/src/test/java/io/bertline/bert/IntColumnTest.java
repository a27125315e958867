package io.bertline.bert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntColumnTest {
  @TempDir private Path directory;

  @Test
  void aFileIsReadAcrossItsChunks() throws IOException {
    Path file = directory.resolve("column");
    try (FileColumnWriter writer = new FileColumnWriter(file)) {
      for (int i = 0; i < 100; i++) {
        writer.add(-i);
      }
      writer.finish();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      IntColumn column = IntColumn.map(channel, 100, 3);
      assertThat(column.chunks()).hasSize(13);
      for (int i = 0; i < 100; i++) {
        assertThat(column.get(i)).isEqualTo(-i);
      }
    }
  }

  @Test
  void aColumnGrowsBeyondTheBufferOfItsWriter() {
    try (FileColumnWriter writer = new FileColumnWriter(directory.resolve("column"))) {
      for (int i = 0; i < 1_000_000; i++) {
        writer.add(i);
      }
      IntColumn column = writer.finish();
      assertThat(column.size()).isEqualTo(1_000_000);
      assertThat(column.get(999_999)).isEqualTo(999_999);
    }
  }

  @Test
  void anEmptyColumnHasNothing() {
    try (FileColumnWriter file = new FileColumnWriter(directory.resolve("column"));
        MemoryColumnWriter memory = new MemoryColumnWriter()) {
      assertThat(file.finish().size()).isZero();
      assertThat(memory.finish().size()).isZero();
    }
  }
}
