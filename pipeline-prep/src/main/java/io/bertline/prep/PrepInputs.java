package io.bertline.prep;

import io.bertline.artifact.InputReference;
import io.bertline.dataset.Split;
import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.prep.input.Columns;
import io.bertline.prep.input.GivenTable;
import io.bertline.prep.input.InputFinder;
import io.bertline.prep.input.InputSource;
import io.bertline.table.TableHeader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tables that go in.
 *
 * @param tables the tables in their order, those for validation and test last, at least one
 * @param columns the columns that are used, which every table has
 */
record PrepInputs(List<GivenTable> tables, Columns columns) {
  PrepInputs {
    tables = List.copyOf(tables);
  }

  /**
   * Finds the tables and reads their headers.
   *
   * @throws BertlineException {@code NOT_FOUND} or {@code BAD_INPUT} if there is no table, or one
   *     without a header or a column
   */
  static PrepInputs find(PrepArguments arguments, InputFinder finder) throws IOException {
    List<GivenTable> tables = new ArrayList<>();
    add(tables, finder.find(arguments.inputs()), null);
    add(tables, finder.find(arguments.validationInputs()), Split.VALIDATION);
    add(tables, finder.find(arguments.testInputs()), Split.TEST);
    Columns columns = null;
    for (GivenTable table : tables) {
      InputSource source = table.source();
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
    return new PrepInputs(tables, columns);
  }

  private static void add(
      List<GivenTable> tables, List<InputSource> sources, @Nullable Split split) {
    sources.forEach(source -> tables.add(new GivenTable(source, split)));
  }

  /** Returns what the tables contribute to the key; their order counts, their names do not. */
  Map<String, InputReference> references() {
    Map<String, InputReference> references = new TreeMap<>();
    for (GivenTable table : tables) {
      String role = table.split() == null ? "input" : table.split().lowerCase() + "-input";
      references.put(
          String.format(Locale.ROOT, "%s-%05d", role, references.size()),
          table.source().reference());
    }
    return references;
  }
}
