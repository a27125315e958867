package io.bertline.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CsvStreamTest {
  @Test
  void rowsAreThoseOfAParserOverTheWholeTable() throws IOException {
    String table =
        "\uFEFFid,text\r\n"
            + "1,plain\n"
            + "2,\"two\nlines, \"\"quoted\"\"\"\r\n"
            + "\n"
            + "3,one,too many\n"
            + "4,\"open\n"
            + "5,last";
    byte[] bytes = table.getBytes(UTF_8);
    TableHeader header = TableHeader.read("t.csv", null, new ByteArrayInputStream(bytes));
    int start = Math.toIntExact(header.dataOffset());
    RowParser parser =
        new RowParser(
            header,
            java.util.Arrays.copyOfRange(bytes, start, bytes.length),
            new RecordRange(start, bytes.length, 2, 1000));
    List<TableRow> expected = new ArrayList<>();
    for (TableRow row = parser.next(); row != null; row = parser.next()) {
      expected.add(row);
    }

    CsvStream stream = new CsvStream("t.csv", slow(bytes));

    assertThat(stream.header().columns()).containsExactly("id", "text");
    assertThat(read(stream)).isEqualTo(expected).hasSizeGreaterThan(3);
  }

  @Test
  void aTableLargerThanTheBufferKeepsItsNumbersAndOffsets() throws IOException {
    int rows = 300_000;
    StringBuilder table = new StringBuilder("id,text\n");
    List<Integer> offsets = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      offsets.add(table.length());
      table.append(i).append(",\"line ").append(i).append("\nand more\"\n");
    }
    CsvStream stream = new CsvStream("t.csv", slow(table.toString().getBytes(UTF_8)));

    List<TableRow> read = read(stream);

    assertThat(read).hasSize(rows);
    for (int i = 0; i < rows; i++) {
      TableRow row = read.get(i);
      assertThat(row.number()).isEqualTo(i + 2);
      assertThat(row.offset()).isEqualTo(offsets.get(i).longValue());
      assertThat(row.values()).containsExactly("" + i, "line " + i + "\nand more");
    }
  }

  @Test
  void theBytesOfTheLastRowCanBeHad() throws IOException {
    CsvStream stream =
        new CsvStream("t.csv", new ByteArrayInputStream("id,text\na,b\nc\n".getBytes(UTF_8)));
    stream.next();
    TableRow bad = Objects.requireNonNull(stream.next());
    assertThat(stream.raw(bad)).isEqualTo("c\n".getBytes(UTF_8));
    assertThat(stream.next()).isNull();
    assertThat(stream.next()).isNull();
  }

  @Test
  void aLineThatIsTooLongIsARowWithAnErrorAndTheNextIsReadAsEver() throws IOException {
    String tooLong = "x".repeat(9 << 20);
    byte[] bytes = ("a\nfirst\n" + tooLong + "\nlast\n").getBytes(UTF_8);
    CsvStream stream = new CsvStream("t.csv", slow(bytes));

    assertThat(Objects.requireNonNull(stream.next()).values()).containsExactly("first");
    TableRow bad = Objects.requireNonNull(stream.next());
    assertThat(bad.number()).isEqualTo(3);
    assertThat(bad.offset()).isEqualTo(8);
    assertThat(bad.error()).extracting(RowError::message).isEqualTo("is a line of more than 1 MiB");
    assertThat(stream.raw(bad)).isEqualTo(tooLong.substring(0, 1000).getBytes(UTF_8));
    TableRow last = Objects.requireNonNull(stream.next());
    assertThat(last.values()).containsExactly("last");
    assertThat(last.number()).isEqualTo(4);
    assertThat(last.offset()).isEqualTo(9 + tooLong.length());
    assertThat(stream.next()).isNull();
  }

  private static List<TableRow> read(CsvStream stream) throws IOException {
    List<TableRow> rows = new ArrayList<>();
    for (TableRow row = stream.next(); row != null; row = stream.next()) {
      rows.add(row);
    }
    return rows;
  }

  /** Delivers a few bytes at a time, as a pipe may. */
  private static InputStream slow(byte[] bytes) {
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        return super.read(target, offset, Math.min(length, 1000));
      }
    };
  }
}
