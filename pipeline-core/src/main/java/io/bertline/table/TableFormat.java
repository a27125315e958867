package io.bertline.table;

/** How a table in UTF-8 is written. A record has at most 1 MiB in any of them. */
public enum TableFormat {
  /** Comma-separated values as RFC 4180 describes them. */
  CSV {
    @Override
    int recordEnd(byte[] bytes, int from, int to, boolean last) {
      return CsvFormat.recordEnd(bytes, from, to, last);
    }

    @Override
    RecordReader reader(TableHeader header) {
      return new DelimitedReader(CsvFormat.COMMA, true);
    }
  },
  /**
   * Tab-separated values as IANA registered {@code text/tab-separated-values}: a record is a line,
   * no field holds a tab, and a quote is a character like any other.
   */
  TSV {
    @Override
    int recordEnd(byte[] bytes, int from, int to, boolean last) {
      return CsvFormat.lineEnd(bytes, from, to, last);
    }

    @Override
    RecordReader reader(TableHeader header) {
      return new DelimitedReader(CsvFormat.TAB, false);
    }
  },
  /**
   * One JSON object a line. The columns are the members that hold a string, a number or a boolean
   * in the first mebibyte; a member that is missing or null is an empty value.
   */
  JSONL {
    @Override
    int recordEnd(byte[] bytes, int from, int to, boolean last) {
      return CsvFormat.lineEnd(bytes, from, to, last);
    }

    @Override
    RecordReader reader(TableHeader header) {
      return new JsonReader(header.columns());
    }
  };

  /**
   * Finds the end of a record.
   *
   * @param from first byte of the record
   * @param to end of the bytes that are there
   * @param last whether these are the last bytes of the table
   * @return index behind the record and its line end, or {@link CsvFormat#INCOMPLETE} or {@link
   *     CsvFormat#TOO_LONG}
   */
  abstract int recordEnd(byte[] bytes, int from, int to, boolean last);

  /** Returns a reader of the records of a table. */
  abstract RecordReader reader(TableHeader header);

  /** Returns the number of the first row of data as a person counts lines. */
  long firstRow() {
    return this == JSONL ? 1 : 2;
  }

  /** Tells the format from the first line of a table. */
  static TableFormat of(byte[] bytes, int from, int to) {
    if (from < to && bytes[from] == '{') {
      return JSONL;
    }
    for (int i = from; i < to && bytes[i] != CsvFormat.LF; i++) {
      if (bytes[i] == CsvFormat.TAB) {
        return TSV;
      }
    }
    return CSV;
  }
}
