package io.bertline.bert;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The texts of a split in memory, as token ids and labels: 4 bytes a token, 12 a row. Rows keep the
 * order in which they were added.
 */
public final class TokenRows {
  private final int[] ids;
  private final int[] ends;
  private final int[] firstTexts;
  private final int[] labels;

  private TokenRows(int[] ids, int[] ends, int[] firstTexts, int[] labels) {
    this.ids = ids;
    this.ends = ends;
    this.firstTexts = firstTexts;
    this.labels = labels;
  }

  /** Returns the number of rows. */
  public int size() {
    return ends.length;
  }

  /** Returns the number of tokens of all rows. */
  public long tokens() {
    return ids.length;
  }

  /** Returns the number of tokens of a row. */
  public int length(int row) {
    return ends[row] - start(row);
  }

  /** Returns the label index of a row. */
  public int label(int row) {
    return labels[row];
  }

  /** Returns the token ids that occur in the rows. */
  public BitSet tokenIds() {
    BitSet occurring = new BitSet();
    for (int id : ids) {
      occurring.set(id);
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
      int row = rows[i];
      int start = start(row);
      lengths[i] = length(row);
      batchLabels[i] = labels[row];
      for (int token = 0; token < lengths[i]; token++) {
        batchIds[i * length + token] = ids[start + token];
        batchTypes[i * length + token] = token < firstTexts[row] ? 0 : 1;
      }
    }
    return new Batch(rows.length, length, batchIds, batchTypes, lengths, batchLabels);
  }

  private int start(int row) {
    return row == 0 ? 0 : ends[row - 1];
  }

  /** Collects rows. */
  public static final class Builder {
    private int[] ids = new int[1 << 12];
    private int[] ends = new int[1 << 8];
    private int[] firstTexts = new int[1 << 8];
    private int[] labels = new int[1 << 8];
    private int tokens;
    private int rows;

    /**
     * Adds a row.
     *
     * @param inputIds token ids, at least one
     * @param typeIds 0 for each token of the first text, then 1 for each of the second
     * @param label label index
     * @throws BertlineException {@code OUT_OF_RESOURCES} beyond 2^31 tokens, {@code BAD_INPUT} if
     *     {@code typeIds} are anything else
     */
    public Builder add(int[] inputIds, int[] typeIds, int label) {
      int firstText = firstText(typeIds);
      if (inputIds.length == 0 || inputIds.length != typeIds.length) {
        throw new BertlineException(
            FailureKind.BAD_INPUT,
            "row %d has %d token ids and %d token types, expected as many, and at least one"
                .formatted(rows, inputIds.length, typeIds.length));
      }
      ids = room(ids, tokens, inputIds.length);
      ends = room(ends, rows, 1);
      firstTexts = room(firstTexts, rows, 1);
      labels = room(labels, rows, 1);
      System.arraycopy(inputIds, 0, ids, tokens, inputIds.length);
      tokens += inputIds.length;
      ends[rows] = tokens;
      firstTexts[rows] = firstText;
      labels[rows] = label;
      rows++;
      return this;
    }

    public TokenRows build() {
      return new TokenRows(
          Arrays.copyOf(ids, tokens),
          Arrays.copyOf(ends, rows),
          Arrays.copyOf(firstTexts, rows),
          Arrays.copyOf(labels, rows));
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

    private static int[] room(int[] array, int used, int more) {
      long needed = (long) used + more;
      if (needed <= array.length) {
        return array;
      }
      if (needed > Integer.MAX_VALUE - 8) {
        throw new BertlineException(
            FailureKind.OUT_OF_RESOURCES,
            "a split of more than 2^31 tokens does not fit in memory; train on a part of it");
      }
      return Arrays.copyOf(
          array, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, array.length * 3L / 2)));
    }
  }
}
