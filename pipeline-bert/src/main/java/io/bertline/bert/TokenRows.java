package io.bertline.bert;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The texts of a split as token ids and labels, in memory or in a file. In the heap they take 4
 * bytes a row, and in memory 4 bytes a token and 8 a row more. Rows keep the order in which they
 * were added. Safe for several threads.
 */
public final class TokenRows {
  /** What the column holds of each row before its token ids: the label, the first text's tokens. */
  private static final int ROW_HEAD = 2;

  private final IntColumn column;

  /** Where each row ends in the column, unsigned. */
  private final int[] ends;

  private TokenRows(IntColumn column, int[] ends) {
    this.column = column;
    this.ends = ends;
  }

  /** Returns the number of rows. */
  public int size() {
    return ends.length;
  }

  /** Returns the number of tokens of all rows. */
  public long tokens() {
    return column.size() - (long) ROW_HEAD * size();
  }

  /** Returns the number of tokens of a row. */
  public int length(int row) {
    return (int) (end(row) - start(row)) - ROW_HEAD;
  }

  /** Returns the label index of a row. */
  public int label(int row) {
    return column.get(start(row));
  }

  /** Returns the token ids that occur in the rows. */
  public BitSet tokenIds() {
    BitSet occurring = new BitSet();
    for (int row = 0; row < size(); row++) {
      for (long position = start(row) + ROW_HEAD; position < end(row); position++) {
        occurring.set(column.get(position));
      }
    }
    return occurring;
  }

  /** Returns rows as a batch, padded to the longest of them. */
  public Batch batch(int[] rows) {
    int length = 0;
    for (int row : rows) {
      length = Math.max(length, length(row));
    }
    long[] batchIds = new long[rows.length * length];
    long[] batchTypes = new long[rows.length * length];
    int[] lengths = new int[rows.length];
    long[] batchLabels = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      long start = start(rows[i]);
      lengths[i] = length(rows[i]);
      batchLabels[i] = column.get(start);
      int firstText = column.get(start + 1);
      for (int token = 0; token < lengths[i]; token++) {
        batchIds[i * length + token] = column.get(start + ROW_HEAD + token);
        batchTypes[i * length + token] = token < firstText ? 0 : 1;
      }
    }
    return new Batch(rows.length, length, batchIds, batchTypes, lengths, batchLabels);
  }

  private long start(int row) {
    return row == 0 ? 0 : end(row - 1);
  }

  private long end(int row) {
    return Integer.toUnsignedLong(ends[row]);
  }

  /** Collects rows. Must be closed if they go to a file. */
  public static final class Builder implements AutoCloseable {
    private static final long MAX_COLUMN_SIZE = 1L << 32;

    private final IntColumnWriter column;
    private int[] ends = new int[1 << 8];
    private int rows;

    /** Collects rows in memory. */
    public Builder() {
      this(new MemoryColumnWriter());
    }

    /**
     * Collects rows in a file, for as many as the disk holds, up to 2^32 tokens.
     *
     * @param file a new file, to be deleted when the rows are no longer used
     * @throws BertlineException {@code PERMISSION_DENIED} or {@code OUT_OF_RESOURCES} if it cannot
     *     be made
     */
    public Builder(Path file) {
      this(new FileColumnWriter(file));
    }

    private Builder(IntColumnWriter column) {
      this.column = column;
    }

    /**
     * Adds a row.
     *
     * @param inputIds token ids, at least one
     * @param typeIds 0 for each token of the first text, then 1 for each of the second
     * @param label label index
     * @throws BertlineException {@code OUT_OF_RESOURCES} if there is no room for it, {@code
     *     BAD_INPUT} if {@code typeIds} are anything else
     */
    public Builder add(int[] inputIds, int[] typeIds, int label) {
      int firstText = firstText(typeIds);
      if (inputIds.length == 0 || inputIds.length != typeIds.length) {
        throw new BertlineException(
            FailureKind.BAD_INPUT,
            "row %d has %d token ids and %d token types, expected as many, and at least one"
                .formatted(rows, inputIds.length, typeIds.length));
      }
      if (column.size() + ROW_HEAD + inputIds.length >= MAX_COLUMN_SIZE) {
        throw new BertlineException(
            FailureKind.OUT_OF_RESOURCES,
            "a split of more than 2^32 tokens cannot be read; train on a part of it");
      }
      column.add(label);
      column.add(firstText);
      for (int id : inputIds) {
        column.add(id);
      }
      if (rows == ends.length) {
        ends = Arrays.copyOf(ends, rows + rows / 2);
      }
      ends[rows++] = (int) column.size();
      return this;
    }

    /** Returns the rows; none can be added any more. */
    public TokenRows build() {
      return new TokenRows(column.finish(), Arrays.copyOf(ends, rows));
    }

    @Override
    public void close() {
      column.close();
    }

    private int firstText(int[] typeIds) {
      int firstText = 0;
      while (firstText < typeIds.length && typeIds[firstText] == 0) {
        firstText++;
      }
      for (int i = firstText; i < typeIds.length; i++) {
        if (typeIds[i] != 1) {
          throw new BertlineException(
              FailureKind.BAD_INPUT,
              "row %d: token type %d at place %d, expected 0 for the first text, then 1"
                  .formatted(rows, typeIds[i], i));
        }
      }
      return firstText;
    }
  }
}
