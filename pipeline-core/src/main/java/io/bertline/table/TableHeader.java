package io.bertline.table;

import io.bertline.failure.BertlineException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table.
 *
 * @param format how the table is written
 * @param columns their names in order, without blanks around them; a column may have no name, but
 *     no two share one
 * @param dataOffset first byte of the first row
 */
public record TableHeader(TableFormat format, List<String> columns, long dataOffset)
    implements Serializable {
  public TableHeader {
    columns = List.copyOf(columns);
  }

  /** Returns the names there are, for a message. */
  public String describe() {
    return columns.stream()
        .map(name -> name.isEmpty() ? "(unnamed)" : name)
        .collect(Collectors.joining(", "));
  }

  /**
   * Reads the header of a table.
   *
   * @param name how messages call the table
   * @param format how the table is written; null to tell from its first line
   * @param in the table from its first byte; more than the header is read
   * @throws BertlineException {@code BAD_INPUT} if the table is empty or does not begin with a
   *     header
   */
  public static TableHeader read(String name, @Nullable TableFormat format, InputStream in)
      throws IOException {
    return new HeaderReader(name, in.readNBytes(CsvFormat.MAX_RECORD_BYTES)).read(format);
  }
}
