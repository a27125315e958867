package io.bertline.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bertline.failure.BertlineException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class CompressionTest {
  private static final byte[] TABLE = "id,text\n1,hello\n".repeat(1000).getBytes(UTF_8);

  @Test
  void tellsTheCompressionByTheFirstBytes() throws IOException {
    assertThat(Compression.of(TABLE)).isEqualTo(Compression.NONE);
    assertThat(Compression.of(gzip(TABLE))).isEqualTo(Compression.GZIP);
    assertThat(Compression.of(zip("a.csv"))).isEqualTo(Compression.ZIP);
    assertThat(Compression.of(zip())).isEqualTo(Compression.ZIP);
    assertThat(Compression.of(new byte[0])).isEqualTo(Compression.NONE);
  }

  @Test
  void gzipAndZipGiveTheTable() throws IOException {
    assertThat(decompress(TABLE)).isEqualTo(TABLE);
    assertThat(decompress(gzip(TABLE))).isEqualTo(TABLE);
    assertThat(decompress(zip("dir/", "__MACOSX/a.csv", "dir/.DS_Store", "a.csv")))
        .isEqualTo(TABLE);
  }

  @Test
  void everyMemberOfAGzipFileCountsEvenIfItComesBytewise() throws IOException {
    byte[] file = concat(gzip(TABLE), gzip(TABLE));
    InputStream slow =
        new FilterInputStream(new ByteArrayInputStream(file)) {
          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            return super.read(bytes, offset, Math.min(length, 1));
          }

          @Override
          public int available() {
            return 0;
          }
        };

    assertThat(Compression.GZIP.open("a.gz", slow).readAllBytes()).isEqualTo(concat(TABLE, TABLE));
  }

  @Test
  void aFileCutOffAtAnyByteIsRefused() throws IOException {
    byte[] gzip = gzip(TABLE);
    assertRefusedWhenCut(gzip, 2, gzip.length);
    byte[] zip = zip("a.csv");
    int localHeader = 30 + "a.csv".length();
    int directory = 46 + "a.csv".length() + 22;
    assertRefusedWhenCut(zip, localHeader, zip.length - directory);
  }

  private static void assertRefusedWhenCut(byte[] file, int from, int to) {
    for (int length = from; length < to; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> decompress(cut))
          .isInstanceOf(BertlineException.class)
          .hasMessage("a.csv: ends in the middle of its compressed data; fetch it again");
    }
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    byte[] file = gzip(TABLE);
    file[file.length - 6] ^= 1;

    assertThatThrownBy(() -> decompress(file))
        .isInstanceOf(BertlineException.class)
        .hasMessage("a.csv: is damaged (Corrupt GZIP trailer); fetch it again");
  }

  @Test
  void anArchiveOfSeveralFilesIsRefusedWithTheirNames() {
    assertThatThrownBy(() -> decompress(zip("train.csv", "test.csv", "more.csv")))
        .hasMessage(
            "a.csv: holds more than one file (train.csv, test.csv); extract the one to use");
    assertThatThrownBy(() -> decompress(zip()))
        .hasMessage("a.csv: is an archive without a file; expected one table");
  }

  private static byte[] decompress(byte[] file) throws IOException {
    return Compression.of(file).open("a.csv", new ByteArrayInputStream(file)).readAllBytes();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] zip(String... names) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        if (!name.endsWith("/")) {
          zip.write(TABLE);
        }
      }
    }
    return out.toByteArray();
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
