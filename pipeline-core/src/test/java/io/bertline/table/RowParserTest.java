package io.bertline.table;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bertline.failure.BertlineException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RowParserTest {
  @Test
  void readsQuotesEmbeddedLineEndsAndBothLineEnds() throws IOException {
    List<TableRow> rows =
        parse("id,text\r\n1,\"Hello, \"\"you\"\"\nthere\"\r\n2,plain\n\n3,5\" nails");

    assertThat(rows)
        .extracting(TableRow::values)
        .containsExactly(
            List.of("1", "Hello, \"you\"\nthere"),
            List.of("2", "plain"),
            List.of("3", "5\" nails"));
    assertThat(rows).extracting(TableRow::number).containsExactly(2L, 3L, 5L);
    assertThat(rows).extracting(TableRow::offset).containsExactly(9L, 35L, 44L);
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstColumnsName() throws IOException {
    assertThat(header("\uFEFF,qid,target\n0,a,1\n").columns()).containsExactly("", "qid", "target");
  }

  @Test
  void emptyFieldsAtTheEndAreFields() throws IOException {
    assertThat(parse("a,b,c\n,,\n\"\",x,\"\"\n"))
        .extracting(TableRow::values)
        .containsExactly(List.of("", "", ""), List.of("", "x", ""));
  }

  @Test
  void aRowWithAnotherNumberOfColumnsIsAnError() throws IOException {
    List<TableRow> rows = parse("a,b\n1,2,3\n4,5\n6\n");

    assertThat(rows.get(0).error())
        .isEqualTo(
            new RowError("wrong number of columns", "", 4, "has 3 columns, the header has 2"));
    assertThat(rows.get(1).values()).containsExactly("4", "5");
    assertThat(Objects.requireNonNull(rows.get(2).error()).message())
        .isEqualTo("has 1 columns, the header has 2");
  }

  @Test
  void textBehindAClosingQuoteIsAnErrorAtItsByte() throws IOException {
    List<TableRow> rows = parse("a,b\n\"x\"y,2\n3,4\n");

    assertThat(rows.get(0).error())
        .isEqualTo(
            new RowError(
                "malformed quotes", "a", 7, "column 'a' has text behind its closing quote"));
    assertThat(rows.get(1).values()).containsExactly("3", "4");
  }

  @Test
  void aQuoteThatIsNeverClosedCostsOneLine() throws IOException {
    List<TableRow> rows = parse("a,b\n1,\"open\n2,next\n3,last\n");

    assertThat(rows.get(0).error())
        .isEqualTo(
            new RowError(
                "malformed quotes", "b", 6, "column 'b' has a quote that is never closed"));
    assertThat(rows.subList(1, 3))
        .extracting(TableRow::values)
        .containsExactly(List.of("2", "next"), List.of("3", "last"));
  }

  @Test
  void invalidUtf8IsAnErrorAtItsByteAndAReplacementCharacterIsNot() throws IOException {
    byte[] bytes = "a,b\n1,caf\u00e9!\n2,\u00c3\u00a9\n".getBytes(ISO_8859_1);
    List<TableRow> rows = parse(bytes);

    assertThat(rows.get(0).error())
        .isEqualTo(
            new RowError("not UTF-8", "b", 9, "column 'b' is not UTF-8; save the table as UTF-8"));
    assertThat(rows.get(1).values()).containsExactly("2", "\u00e9");
    assertThat(parse("a\n\uFFFD\n").get(0).values()).containsExactly("\uFFFD");
  }

  @Test
  void aNulByteIsAnErrorAtItsByte() throws IOException {
    assertThat(parse("a,b\n1,x\0y\n").get(0).error())
        .isEqualTo(new RowError("NUL byte", "b", 7, "column 'b' has a NUL byte"));
  }

  @Test
  void tabsInTheFirstLineMakeItTsvWhereQuotesAreText() throws IOException {
    List<TableRow> rows = parse("id\ttext\n1\t\"a, \"b\r\n2\t5\" nails\n");

    assertThat(rows)
        .extracting(TableRow::values)
        .containsExactly(List.of("1", "\"a, \"b"), List.of("2", "5\" nails"));
  }

  @Test
  void jsonLinesHaveTheColumnsOfAllFirstObjects() throws IOException {
    String lines =
        """
        {"text":"a \\u00e9\\n\\ud83d\\ude00","label":1,"meta":{"x":[1,2]}}

        {"label":true,"extra":null,"more":"m","text":"b"}
        {"label":1.50}
        """;

    List<TableRow> rows = parse(lines);

    assertThat(header(lines).columns()).containsExactly("text", "label", "more");
    assertThat(rows)
        .extracting(TableRow::values)
        .containsExactly(
            List.of("a \u00e9\n\ud83d\ude00", "1", ""),
            List.of("b", "true", "m"),
            List.of("", "1.50", ""));
    assertThat(rows).extracting(TableRow::number).containsExactly(1L, 3L, 4L);
  }

  @Test
  void aLineThatIsNoJsonObjectIsAnErrorAtItsByte() throws IOException {
    String first = "{\"text\":\"a\",\"label\":\"b\"}\n";
    List<String> bad =
        List.of(
            "[1]",
            "{\"text\":\"a\",",
            "{\"text\":[\"a\"]}",
            "{\"text\":\"a\"} {}",
            "{\"text\":\"a\",\"text\":\"b\"}",
            "{\"text\":\"\\ud800\"}",
            "{\"text\":\"\\u0000\"}",
            "{\"text\":\"\0\"}");

    List<TableRow> rows = parse(first + String.join("\n", bad) + "\n" + first);

    assertThat(rows).hasSize(bad.size() + 2);
    assertThat(rows.subList(1, bad.size() + 1))
        .extracting(row -> Objects.requireNonNull(row.error()).reason())
        .containsExactly(
            "malformed JSON",
            "malformed JSON",
            "nested value",
            "malformed JSON",
            "malformed JSON",
            "not UTF-8",
            "NUL byte",
            "NUL byte");
    assertThat(Objects.requireNonNull(rows.get(3).error()))
        .isEqualTo(
            new RowError(
                "nested value", "text", 50, "column 'text' is an array, expected one value"));
    assertThat(rows.get(bad.size() + 1).values()).containsExactly("a", "b");
  }

  @Test
  void malformedUtf8InJsonIsAnError() throws IOException {
    byte[] lines = "{\"text\":\"a\"}\n{\"text\":\"caf\u00e9\"}\n".getBytes(ISO_8859_1);

    assertThat(Objects.requireNonNull(parse(lines).get(1).error()).reason()).isEqualTo("not UTF-8");
  }

  @Test
  void theRawBytesOfARowAreAtHand() throws IOException {
    byte[] bytes = "a,b\n1,2\r\n3\n".getBytes(UTF_8);
    TableHeader header = header(bytes);
    RowParser parser = parser(header, bytes);

    assertThat(parser.raw(Objects.requireNonNull(parser.next()))).asString().isEqualTo("1,2\r\n");
    assertThat(parser.raw(Objects.requireNonNull(parser.next()))).asString().isEqualTo("3\n");
    assertThat(parser.next()).isNull();
  }

  @Test
  void aFileWithoutAHeaderIsRefusedByName() {
    assertRefused("", "t.csv: is empty; expected a header line and rows");
    assertRefused("\na,b\n", "t.csv: begins with an empty line; expected a header line and rows");
    assertRefused("a,b,a\n", "t.csv: header has two columns named 'a'; rename one");
    assertRefused("a,b\r1,2\r", "t.csv: has lines that end with CR alone; convert them to LF");
    assertRefused(
        "a,\"b\n1,2\n", "t.csv: header (byte 2): column 2 has a quote that is never closed");
    assertThatThrownBy(() -> header("a,b\n".getBytes(java.nio.charset.StandardCharsets.UTF_16)))
        .hasMessage("t.csv: is UTF-16; save it as UTF-8");
  }

  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> header(text))
        .isInstanceOf(BertlineException.class)
        .hasMessage(message);
  }

  private static List<TableRow> parse(String text) throws IOException {
    return parse(text.getBytes(UTF_8));
  }

  private static List<TableRow> parse(byte[] bytes) throws IOException {
    RowParser parser = parser(header(bytes), bytes);
    List<TableRow> rows = new ArrayList<>();
    for (TableRow row = parser.next(); row != null; row = parser.next()) {
      rows.add(row);
    }
    return rows;
  }

  private static RowParser parser(TableHeader header, byte[] bytes) {
    int start = Math.toIntExact(header.dataOffset());
    return new RowParser(
        header,
        java.util.Arrays.copyOfRange(bytes, start, bytes.length),
        new RecordRange(start, bytes.length, header.format().firstRow(), 1000));
  }

  private static TableHeader header(String text) throws IOException {
    return header(text.getBytes(UTF_8));
  }

  private static TableHeader header(byte[] bytes) throws IOException {
    return TableHeader.read("t.csv", null, new ByteArrayInputStream(bytes));
  }
}
