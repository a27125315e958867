package io.bertline.tfrecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class TfRecordTest {
  @Test
  void readsWhatTensorFlowWroteAndWritesTheSameBytes() throws IOException {
    List<byte[]> records = GoldenRecords.records();
    assertThat(records).extracting(record -> record.length).containsExactly(112, 133, 206, 84, 0);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TfRecordWriter writer = new TfRecordWriter(out);
    for (byte[] data : records) {
      writer.write(data);
    }
    assertThat(out.toByteArray()).isEqualTo(GoldenRecords.file());
  }

  @Test
  void anEmptyFileHasNoRecords() {
    assertThat(GoldenRecords.read(new byte[0])).isEmpty();
  }

  @Test
  void aFileCutOffWithinARecordIsCorrupt() throws IOException {
    byte[] whole = GoldenRecords.file();
    Set<Integer> boundaries = new TreeSet<>();
    int end = 0;
    for (byte[] data : GoldenRecords.records()) {
      boundaries.add(end);
      end += TfRecordFormat.OVERHEAD_BYTES + data.length;
    }
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      if (boundaries.contains(length)) {
        assertThat(GoldenRecords.read(cut)).hasSizeLessThan(5);
      } else {
        assertThat(failure(cut)).as("cut at %d", length).hasMessageContaining("the file ends");
      }
    }
  }

  @Test
  void everyFlippedBitIsFoundAndTheRecordIsNamed() throws IOException {
    byte[] bytes = GoldenRecords.file();
    int secondRecord = TfRecordFormat.OVERHEAD_BYTES + 112;
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      BertlineException failure = failure(bytes);
      assertThat(failure.kind()).isEqualTo(FailureKind.CORRUPT_ARTIFACT);
      if (bit / 8 < secondRecord) {
        assertThat(failure).hasMessageStartingWith("golden.tfrecord: record 0 (byte 0): the check");
      } else if (bit / 8 < secondRecord + TfRecordFormat.OVERHEAD_BYTES + 133) {
        assertThat(failure).hasMessageStartingWith("golden.tfrecord: record 1 (byte 128): the ch");
      }
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
    }
  }

  @Test
  void aHugeLengthWithAValidChecksumIsRefused() {
    for (long length : new long[] {-1, Long.MAX_VALUE, TfRecordFormat.MAX_RECORD_BYTES + 1L}) {
      ByteBuffer header = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
      header.putInt(TfRecordFormat.maskedCrc(new CRC32C(), header.array(), 8));
      assertThat(failure(header.array())).hasMessageContaining("at most 67108864 are read");
    }
  }

  @Test
  void aStreamThatFailsIsATemporaryFailure() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            return read();
          }
        };
    try (TfRecordReader reader = new TfRecordReader(broken, "gs://b/x.tfrecord")) {
      assertThatThrownBy(reader::next)
          .isInstanceOfSatisfying(
              BertlineException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.TEMPORARY))
          .hasMessage("gs://b/x.tfrecord: cannot be read at byte 0: connection reset");
    }
  }

  private static BertlineException failure(byte[] file) {
    BertlineException failure =
        catchThrowableOfType(BertlineException.class, () -> GoldenRecords.read(file));
    assertThat(failure).isNotNull();
    return failure;
  }
}
