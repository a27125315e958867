package io.bertline.tfexample;

/**
 * The message {@code tensorflow.Example}, <a
 * href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/example/feature.proto">feature.proto</a>.
 *
 * <pre>
 * Example   { Features features = 1; }
 * Features  { map&lt;string, Feature&gt; feature = 1; }      an entry is { key = 1; value = 2; }
 * Feature   { oneof { BytesList bytes_list = 1; FloatList float_list = 2; Int64List int64_list = 3; } }
 * BytesList { repeated bytes value = 1; }
 * Int64List { repeated int64 value = 1 [packed]; }
 * </pre>
 *
 * <p>Features are written in the order of their names, as Protocol Buffers' deterministic
 * serialisation does in Java and Python. Float lists are not used here and passed over.
 */
final class TfExampleFormat {
  static final int EXAMPLE_FEATURES = 1;
  static final int FEATURES_ENTRY = 1;
  static final int ENTRY_KEY = 1;
  static final int ENTRY_VALUE = 2;
  static final int FEATURE_BYTES_LIST = 1;
  static final int FEATURE_INT64_LIST = 3;
  static final int LIST_VALUE = 1;

  private TfExampleFormat() {}
}
