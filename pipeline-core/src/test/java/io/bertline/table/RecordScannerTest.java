package io.bertline.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordScannerTest {
  private static final TableHeader HEADER = new TableHeader(TableFormat.CSV, List.of("a", "b"), 4);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 100, 1 << 20})
  void rowsAreTheSameForAnySizeOfARangeEvenIfMalformed(int target) throws IOException {
    Random random = new Random(42);
    for (int table = 0; table < 300; table++) {
      byte[] bytes = garbage(random);

      assertThat(inRanges(bytes, target)).isEqualTo(inRanges(bytes, Integer.MAX_VALUE));
    }
  }

  @Test
  void rangesCoverTheTableWithoutGaps() throws IOException {
    byte[] bytes = wellFormed(new Random(1), 500).getBytes(UTF_8);
    List<RecordRange> ranges = ranges(bytes, 64);

    assertThat(ranges).hasSizeGreaterThan(100);
    assertThat(ranges.get(0).start()).isEqualTo(4);
    for (int i = 1; i < ranges.size(); i++) {
      assertThat(ranges.get(i).start()).isEqualTo(ranges.get(i - 1).end());
    }
    assertThat(ranges.get(ranges.size() - 1).end()).isEqualTo(bytes.length);
  }

  @Test
  void readsTheSameRecordsAsCommonsCsv() throws IOException {
    Random random = new Random(3);
    for (int table = 0; table < 300; table++) {
      String text = wellFormed(random, 40);
      List<List<String>> expected = new ArrayList<>();
      for (CSVRecord record : CSVFormat.RFC4180.parse(new StringReader(text))) {
        expected.add(record.toList());
      }

      assertThat(inRanges(text.getBytes(UTF_8), 100))
          .extracting(TableRow::values)
          .isEqualTo(expected.subList(1, expected.size()));
    }
  }

  @Test
  void aStrayQuoteCostsOneRowOfALargeTable() throws IOException {
    String text = "a,b\n0,\"open\n" + "1,some text\n".repeat(200_000);
    List<TableRow> rows = inRanges(text.getBytes(UTF_8), 1 << 16);

    assertThat(rows).hasSize(200_001);
    assertThat(rows.get(0).error()).isNotNull();
    assertThat(rows.subList(1, rows.size())).allMatch(row -> row.error() == null);
    assertThat(rows.get(200_000).number()).isEqualTo(200_002);
  }

  @Test
  void aLineOfMoreThanOneMebibyteIsOneBadRow() throws IOException {
    String text = "a,b\n1,2\n" + "\u00e9".repeat(9 << 20) + "\n3,4\n";
    byte[] bytes = text.getBytes(UTF_8);

    List<RecordRange> ranges = ranges(bytes, 100);
    List<TableRow> rows = inRanges(bytes, 100);

    assertThat(ranges).extracting(RecordRange::tooLong).containsExactly(false, true, false);
    assertThat(ranges.get(1).bytesToRead()).isEqualTo(1 << 20);
    assertThat(rows).extracting(TableRow::number).containsExactly(2L, 3L, 4L);
    assertThat(rows.get(1).error())
        .isEqualTo(new RowError("line too long", "", 8, "is a line of more than 1 MiB"));
    assertThat(rows.get(2).values()).containsExactly("3", "4");
  }

  private static byte[] garbage(Random random) {
    byte[] alphabet = "ab,,\"\"\n\n\r".getBytes(UTF_8);
    byte[] bytes = new byte[4 + random.nextInt(60)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = alphabet[random.nextInt(alphabet.length)];
    }
    System.arraycopy("a,b\n".getBytes(UTF_8), 0, bytes, 0, 4);
    return bytes;
  }

  private static String wellFormed(Random random, int rows) {
    String[] pieces = {"x", " ", "\u00e9", "\ud83d\ude00", "\"\"", ",", "\n", "\r\n", "long text"};
    StringBuilder text = new StringBuilder("a,b\n");
    for (int row = 0; row < rows; row++) {
      text.append(row).append(',');
      if (random.nextBoolean()) {
        text.append('"');
        for (int i = random.nextInt(12); i > 0; i--) {
          text.append(pieces[random.nextInt(pieces.length)]);
        }
        text.append('"');
      } else {
        text.append("plain ").append(random.nextInt());
      }
      text.append(random.nextBoolean() ? "\n" : "\r\n");
    }
    return text.toString();
  }

  private static List<TableRow> inRanges(byte[] bytes, long target) throws IOException {
    List<TableRow> rows = new ArrayList<>();
    for (RecordRange range : ranges(bytes, target)) {
      byte[] part = copy(bytes, range);
      RowParser parser = new RowParser(HEADER, part, range);
      for (TableRow row = parser.next(); row != null; row = parser.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static byte[] copy(byte[] bytes, RecordRange range) {
    int start = Math.toIntExact(range.start());
    return Arrays.copyOfRange(bytes, start, start + range.bytesToRead());
  }

  private static List<RecordRange> ranges(byte[] bytes, long target) throws IOException {
    InputStream in = new ByteArrayInputStream(bytes, 4, bytes.length - 4);
    RecordScanner scanner = new RecordScanner(in, HEADER, target);
    List<RecordRange> ranges = new ArrayList<>();
    for (RecordRange range = scanner.next(); range != null; range = scanner.next()) {
      ranges.add(range);
    }
    return ranges;
  }
}
