package io.bertline.bert;

import io.bertline.huggingface.BertTensors;
import io.bertline.safetensors.TensorSpec;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Order of the rows of the word embeddings in memory: words that occur in the training rows first.
 * Then the optimiser has to look at these only, a part of the table unless the dataset is large:
 * the gradient of every other word is 0 in every step, and so are Adam's averages of it. Files keep
 * the order of the token ids.
 */
public final class WordOrder {
  /** {@link Batch} fills the places behind a text with this token. */
  private static final int PADDING = 0;

  private final int[] rows;
  private final int used;

  private WordOrder(int[] rows, int used) {
    this.rows = rows;
    this.used = used;
  }

  /** Returns the order of the token ids, in which every word counts as used. */
  static WordOrder natural(int vocabulary) {
    int[] rows = new int[vocabulary];
    Arrays.setAll(rows, id -> id);
    return new WordOrder(rows, vocabulary);
  }

  /**
   * Returns the order in which the used words come first; within both parts by token id.
   *
   * @param words token ids that occur in training; ids beyond the vocabulary are ignored
   * @param vocabulary number of token ids
   */
  public static WordOrder usedFirst(BitSet words, int vocabulary) {
    int[] rows = new int[vocabulary];
    int used = 0;
    for (int id = 0; id < vocabulary; id++) {
      if (isUsed(words, id)) {
        rows[id] = used++;
      }
    }
    int next = used;
    for (int id = 0; id < vocabulary; id++) {
      if (!isUsed(words, id)) {
        rows[id] = next++;
      }
    }
    return new WordOrder(rows, used);
  }

  private static boolean isUsed(BitSet words, int id) {
    return id == PADDING || words.get(id);
  }

  /** Returns the number of used words: their rows are 0 to that. */
  int used() {
    return used;
  }

  /** Returns the number of words. */
  int vocabulary() {
    return rows.length;
  }

  /** Returns the row of a token id. */
  int row(int id) {
    return rows[id];
  }

  /** Returns the source of tensors in memory, given that of tensors in a file. */
  ParameterValues.Source inMemory(ParameterValues.Source file) {
    return tensor -> {
      ByteBuffer values = file.read(tensor);
      return isOrdered(tensor) ? reordered(values, true) : values;
    };
  }

  /** Returns the values of a tensor in a file, given those in memory. */
  ByteBuffer inFile(TensorSpec tensor, ByteBuffer values) {
    return isOrdered(tensor) ? reordered(values, false) : values;
  }

  private boolean isOrdered(TensorSpec tensor) {
    return used < rows.length && tensor.name().equals(BertTensors.WORD_EMBEDDINGS);
  }

  private ByteBuffer reordered(ByteBuffer values, boolean fromFile) {
    ByteBuffer result = ByteBuffer.allocateDirect(values.remaining()).order(values.order());
    int rowBytes = values.remaining() / rows.length;
    for (int id = 0; id < rows.length; id++) {
      int from = fromFile ? id : rows[id];
      int to = fromFile ? rows[id] : id;
      result.put(to * rowBytes, values, values.position() + from * rowBytes, rowBytes);
    }
    return result;
  }
}
