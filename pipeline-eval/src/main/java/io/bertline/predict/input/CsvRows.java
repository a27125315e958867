package io.bertline.predict.input;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.predict.input.InputRow.BadRow;
import io.bertline.predict.input.InputRow.TextRow;
import io.bertline.table.CsvStream;
import io.bertline.table.RowError;
import io.bertline.table.TableRow;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The rows of a table in CSV with a header. */
final class CsvRows implements InputRows {
  private static final int NONE = -1;

  private final String name;
  private final CsvStream table;
  private final int text;
  private final int pair;
  private final int id;

  /**
   * Reads the header.
   *
   * @throws BertlineException {@code BAD_INPUT} if there is none, or a column is missing
   */
  CsvRows(String name, InputStream in, Columns columns) throws IOException {
    this.name = name;
    this.table = new CsvStream(name, in);
    this.text = index(columns.text(), "--text-column");
    this.pair = index(columns.pair(), "--text-pair-column");
    this.id = index(columns.id(), "--id-column");
  }

  private int index(@Nullable String column, String option) {
    if (column == null) {
      return NONE;
    }
    int index = table.header().columns().indexOf(column);
    if (index == NONE) {
      throw new BertlineException(
          FailureKind.BAD_INPUT,
          "%s: has no column '%s', only %s; give %s, or --format if this is no table in CSV"
              .formatted(name, column, table.header().describe(), option));
    }
    return index;
  }

  @Override
  public @Nullable InputRow next() throws IOException {
    TableRow row = table.next();
    if (row == null) {
      return null;
    }
    RowError error = row.error();
    if (error != null) {
      return new BadRow(
          row.number(), row.offset(), error.column(), error.message(), table.raw(row));
    }
    return new TextRow(
        id == NONE ? String.valueOf(row.number()) : row.values().get(id),
        row.values().get(text),
        pair == NONE ? null : row.values().get(pair));
  }
}
