package io.bertline.dataset;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import io.bertline.tfexample.TfExample;
import io.bertline.tfexample.TfExampleEncoder;
import io.bertline.wire.MalformedWireException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows into tf.Examples and back. The features are {@code input_word_ids}, {@code
 * input_mask}, {@code input_type_ids} (as the TensorFlow Model Garden names them) and {@code label}
 * as int64 lists, {@code id}, {@code text}, {@code text_pair} and one for each slice column as
 * bytes. Equal rows give equal bytes. Not safe for several threads.
 */
public final class TokenizedRowCodec {
  private static final String ID = "id";
  private static final String INPUT_MASK = "input_mask";
  private static final String INPUT_TYPE_IDS = "input_type_ids";
  private static final String INPUT_WORD_IDS = "input_word_ids";
  private static final String LABEL = "label";
  private static final String TEXT = "text";
  private static final String TEXT_PAIR = "text_pair";

  /** Names that a slice column cannot have. */
  public static final Set<String> RESERVED =
      Set.of(ID, INPUT_MASK, INPUT_TYPE_IDS, INPUT_WORD_IDS, LABEL, TEXT, TEXT_PAIR);

  private final List<String> sliceColumns;
  private final List<String> names;
  private final TfExampleEncoder encoder = new TfExampleEncoder();

  /**
   * @param sliceColumns columns whose values go with a row
   * @throws BertlineException {@code USAGE} if one has a name in {@link #RESERVED}
   */
  public TokenizedRowCodec(List<String> sliceColumns) {
    this.sliceColumns = List.copyOf(sliceColumns);
    for (String column : sliceColumns) {
      if (RESERVED.contains(column)) {
        throw new BertlineException(
            FailureKind.USAGE,
            "slice column '%s' has the name of a feature of the dataset; rename the column"
                .formatted(column));
      }
    }
    List<String> all = new ArrayList<>(RESERVED);
    all.addAll(sliceColumns);
    this.names = all.stream().distinct().sorted().toList();
  }

  /** Returns the row as a tf.Example. */
  public byte[] encode(TokenizedRow row) {
    for (String name : names) {
      switch (name) {
        case INPUT_WORD_IDS -> encoder.int64List(name, row.inputIds());
        case INPUT_TYPE_IDS -> encoder.int64List(name, row.typeIds());
        case INPUT_MASK -> encoder.int64List(name, ones(row.inputIds().length));
        case LABEL -> encoder.int64List(name, row.label());
        case ID -> encoder.text(name, row.id());
        case TEXT -> addText(name, row.text());
        case TEXT_PAIR -> addText(name, row.textPair());
        default -> addText(name, row.slices().get(name));
      }
    }
    return encoder.finish();
  }

  /**
   * Returns the row in a tf.Example.
   *
   * @throws MalformedWireException if there is none
   */
  public TokenizedRow decode(byte[] record) {
    TfExample example = TfExample.decode(record);
    int[] inputIds = example.ints(INPUT_WORD_IDS);
    int[] typeIds = example.ints(INPUT_TYPE_IDS);
    int[] label = example.ints(LABEL);
    if (typeIds.length != inputIds.length) {
      throw new MalformedWireException(
          0, "%d input_type_ids for %d input_word_ids".formatted(typeIds.length, inputIds.length));
    }
    if (label.length != 1) {
      throw new MalformedWireException(0, label.length + " labels");
    }
    Map<String, String> slices = new LinkedHashMap<>();
    for (String column : sliceColumns) {
      if (example.bytesLists().containsKey(column)) {
        slices.put(column, example.text(column));
      }
    }
    return new TokenizedRow(
        inputIds,
        typeIds,
        label[0],
        example.text(ID),
        textOrNull(example, TEXT),
        textOrNull(example, TEXT_PAIR),
        slices);
  }

  private void addText(String name, @Nullable String value) {
    if (value != null) {
      encoder.text(name, value);
    }
  }

  private static @Nullable String textOrNull(TfExample example, String name) {
    return example.bytesLists().containsKey(name) ? example.text(name) : null;
  }

  private static int[] ones(int count) {
    int[] ones = new int[count];
    Arrays.fill(ones, 1);
    return ones;
  }
}
