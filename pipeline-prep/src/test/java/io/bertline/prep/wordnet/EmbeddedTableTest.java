package io.bertline.prep.wordnet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.table.RecordRange;
import io.bertline.table.RowParser;
import io.bertline.table.TableHeader;
import io.bertline.table.TableRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddedTableTest {
  @Test
  void nounsHaveTwentySixCategories() throws IOException {
    List<String> labels = column(EmbeddedTable.NOUNS, 2);

    assertThat(labels).hasSize(82_192);
    assertThat(new HashSet<>(labels)).hasSize(26).contains("act", "feeling", "time", "top");
  }

  @Test
  void theSampleKeepsTheShareOfFeelingsAndStates() throws IOException {
    List<String> all = column(EmbeddedTable.FEELINGS_ALL, 2);
    List<String> sample = column(EmbeddedTable.FEELINGS, 2);

    assertThat(all).hasSize(82_192);
    assertThat(Collections.frequency(all, "feeling or state")).isEqualTo(3977);
    assertThat(sample).hasSize(20_000);
    assertThat(Collections.frequency(sample, "feeling or state")).isEqualTo(968);
    assertThat(new HashSet<>(column(EmbeddedTable.FEELINGS, 0))).hasSize(20_000);
  }

  @Test
  void definitionsHaveNoExampleSentences() throws IOException {
    assertThat(column(EmbeddedTable.NOUNS, 1))
        .contains(
            "an entity that has physical existence",
            "a whole (a thing or person) of the same kind or category as another")
        .noneMatch(text -> text.contains("; \""))
        .noneMatch(String::isBlank);
  }

  @Test
  void everyCallWritesTheSameBytes() throws IOException {
    assertThat(csv(EmbeddedTable.FEELINGS)).isEqualTo(csv(EmbeddedTable.FEELINGS));
  }

  private static byte[] csv(EmbeddedTable table) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    table.writeTo(out);
    return out.toByteArray();
  }

  private static List<String> column(EmbeddedTable table, int column) throws IOException {
    byte[] csv = csv(table);
    assertThat(new String(csv, 0, 14, UTF_8)).isEqualTo("id,text,label\n");
    TableHeader header = TableHeader.read("t", null, new ByteArrayInputStream(csv));
    RowParser parser =
        new RowParser(
            header,
            Arrays.copyOfRange(csv, 14, csv.length),
            new RecordRange(14, csv.length, 2, 1 << 20));
    List<String> values = new ArrayList<>();
    for (TableRow row = parser.next(); row != null; row = parser.next()) {
      values.add(row.values().get(column));
    }
    return values;
  }
}
