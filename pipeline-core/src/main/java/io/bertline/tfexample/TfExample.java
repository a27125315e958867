package io.bertline.tfexample;

import io.bertline.wire.MalformedWireException;
import io.bertline.wire.WireFormat;
import io.bertline.wire.WireReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A decoded tf.Example.
 *
 * @param int64Lists features that are lists of numbers, by name
 * @param bytesLists features that are lists of byte strings, by name
 */
public record TfExample(Map<String, long[]> int64Lists, Map<String, List<byte[]>> bytesLists) {

  /**
   * Decodes an example.
   *
   * @throws MalformedWireException with an offset within the record if it is none
   */
  public static TfExample decode(byte[] record) {
    TfExample example = new TfExample(new HashMap<>(), new HashMap<>());
    WireReader reader = new WireReader(ByteBuffer.wrap(record), 0);
    while (reader.next()) {
      if (reader.field() == TfExampleFormat.EXAMPLE_FEATURES) {
        example.readFeatures(reader.message());
      } else {
        reader.skip();
      }
    }
    return example;
  }

  /**
   * Returns the one text of a bytes feature.
   *
   * @throws MalformedWireException if the feature is absent or holds no or several values
   */
  public String text(String name) {
    List<byte[]> values = bytesLists.get(name);
    if (values == null || values.size() != 1) {
      throw new MalformedWireException(0, "the example has no single text in feature " + name);
    }
    return new String(values.get(0), StandardCharsets.UTF_8);
  }

  /**
   * Returns a list of numbers, each of which fits an int.
   *
   * @throws MalformedWireException if the feature is absent or a number does not fit
   */
  public int[] ints(String name) {
    long[] values = int64Lists.get(name);
    if (values == null) {
      throw new MalformedWireException(0, "the example has no numbers in feature " + name);
    }
    int[] ints = new int[values.length];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = (int) values[i];
      if (ints[i] != values[i]) {
        throw new MalformedWireException(0, "feature " + name + " holds " + values[i]);
      }
    }
    return ints;
  }

  private void readFeatures(WireReader features) {
    while (features.next()) {
      if (features.field() == TfExampleFormat.FEATURES_ENTRY) {
        readEntry(features.message());
      } else {
        features.skip();
      }
    }
  }

  private void readEntry(WireReader entry) {
    String name = "";
    WireReader feature = new WireReader(ByteBuffer.allocate(0), entry.offset());
    while (entry.next()) {
      switch (entry.field()) {
        case TfExampleFormat.ENTRY_KEY -> name = entry.string();
        case TfExampleFormat.ENTRY_VALUE -> feature = entry.message();
        default -> entry.skip();
      }
    }
    while (feature.next()) {
      switch (feature.field()) {
        case TfExampleFormat.FEATURE_BYTES_LIST ->
            bytesLists.put(name, readBytesList(feature.message()));
        case TfExampleFormat.FEATURE_INT64_LIST ->
            int64Lists.put(name, readInt64List(feature.message()));
        default -> feature.skip();
      }
    }
  }

  private static List<byte[]> readBytesList(WireReader list) {
    List<byte[]> values = new ArrayList<>(1);
    while (list.next()) {
      if (list.field() == TfExampleFormat.LIST_VALUE) {
        ByteBuffer view = list.view();
        byte[] value = new byte[view.remaining()];
        view.get(value);
        values.add(value);
      } else {
        list.skip();
      }
    }
    return values;
  }

  /** Reads numbers, packed or (as old writers did) one field each. */
  private static long[] readInt64List(WireReader list) {
    long[] values = new long[Math.max(1, list.remaining())]; // a number has at least one byte
    int count = 0;
    while (list.next()) {
      if (list.field() != TfExampleFormat.LIST_VALUE) {
        list.skip();
      } else if (list.type() == WireFormat.VARINT) {
        values[count++] = list.int64();
      } else {
        WireReader packed = list.message();
        while (packed.hasRemaining()) {
          values[count++] = packed.varint();
        }
      }
    }
    return Arrays.copyOf(values, count);
  }
}
