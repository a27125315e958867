package io.bertline.prep;

import io.bertline.artifact.InputReference;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.prep.input.Columns;
import io.bertline.prep.input.InputFinder;
import io.bertline.prep.input.InputSource;
import io.bertline.table.TableHeader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tables that go in.
 *
 * @param sources the tables in their order, at least one
 * @param columns the columns that are used, which every table has
 */
record PrepInputs(List<InputSource> sources, Columns columns) {
  PrepInputs {
    sources = List.copyOf(sources);
  }

  /**
   * Finds the tables and reads their headers.
   *
   * @throws BertlineException {@code NOT_FOUND} or {@code BAD_INPUT} if there is no table, or one
   *     without a header or a column
   */
  static PrepInputs find(PrepArguments arguments, InputFinder finder) throws IOException {
    List<InputSource> sources = finder.find(arguments.inputs());
    Columns columns = null;
    for (InputSource source : sources) {
      try (InputStream in = source.open()) {
        TableHeader header = TableHeader.read(source.name(), arguments.format(), in);
        columns =
            columns == null
                ? Columns.find(source.name(), header, arguments.columns())
                : columns.checkedIn(source.name(), header);
      }
    }
    if (columns == null) {
      throw new BertlineException(FailureKind.USAGE, "--input is required");
    }
    return new PrepInputs(sources, columns);
  }

  /** Returns what the tables contribute to the key; their order counts, their names do not. */
  Map<String, InputReference> references() {
    Map<String, InputReference> references = new TreeMap<>();
    for (InputSource source : sources) {
      references.put(
          String.format(Locale.ROOT, "input-%05d", references.size()), source.reference());
    }
    return references;
  }
}
