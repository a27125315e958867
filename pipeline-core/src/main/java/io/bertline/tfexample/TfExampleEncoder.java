package io.bertline.tfexample;

import io.bertline.wire.WireFormat;
import io.bertline.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Encodes tf.Examples, one after the other, in memory that is used again. Equal features give equal
 * bytes: those of Protocol Buffers' deterministic serialisation. Not safe for several threads.
 */
public final class TfExampleEncoder {
  private final WireWriter features = new WireWriter();
  private final WireWriter example = new WireWriter();
  private @Nullable String last;

  /**
   * Adds a list of numbers. Features are added in the order of their names.
   *
   * @throws IllegalArgumentException if the name does not come after the one before
   */
  public TfExampleEncoder int64List(String name, int... values) {
    int packed = 0;
    for (int value : values) {
      packed += WireFormat.varintSize(value);
    }
    int list = values.length == 0 ? 0 : WireWriter.fieldSize(TfExampleFormat.LIST_VALUE, packed);
    startFeature(name, TfExampleFormat.FEATURE_INT64_LIST, list);
    if (values.length > 0) {
      features.header(TfExampleFormat.LIST_VALUE, packed);
      for (int value : values) {
        features.varint(value);
      }
    }
    return this;
  }

  /**
   * Adds a text as a list of one byte string in UTF-8. Features are added in the order of their
   * names.
   *
   * @throws IllegalArgumentException if the name does not come after the one before
   */
  public TfExampleEncoder text(String name, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    int list = WireWriter.fieldSize(TfExampleFormat.LIST_VALUE, bytes.length);
    startFeature(name, TfExampleFormat.FEATURE_BYTES_LIST, list);
    features.field(TfExampleFormat.LIST_VALUE, bytes);
    return this;
  }

  /** Returns the example with the features added, and starts the next. */
  public byte[] finish() {
    example.clear();
    example.header(TfExampleFormat.EXAMPLE_FEATURES, features.size());
    example.raw(features);
    features.clear();
    last = null;
    return example.toByteArray();
  }

  private void startFeature(String name, int kind, int listSize) {
    if (last != null && last.compareTo(name) >= 0) {
      throw new IllegalArgumentException("feature " + name + " after " + last);
    }
    last = name;
    byte[] key = name.getBytes(StandardCharsets.UTF_8);
    int feature = WireWriter.fieldSize(kind, listSize);
    int entry =
        WireWriter.fieldSize(TfExampleFormat.ENTRY_KEY, key.length)
            + WireWriter.fieldSize(TfExampleFormat.ENTRY_VALUE, feature);
    features.header(TfExampleFormat.FEATURES_ENTRY, entry);
    features.field(TfExampleFormat.ENTRY_KEY, key);
    features.header(TfExampleFormat.ENTRY_VALUE, feature);
    features.header(kind, listSize);
  }
}
