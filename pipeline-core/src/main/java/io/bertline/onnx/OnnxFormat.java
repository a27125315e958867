package io.bertline.onnx;

/**
 * The Protocol Buffers message of an ONNX file, <a
 * href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>; the fields that are
 * read:
 *
 * <pre>
 * ModelProto     { int64 ir_version = 1; GraphProto graph = 7; }
 * GraphProto     { repeated NodeProto node = 1; repeated TensorProto initializer = 5; }
 * NodeProto      { repeated string input = 1; repeated string output = 2; string name = 3;
 *                  string op_type = 4; repeated AttributeProto attribute = 5; }
 * AttributeProto { string name = 1; TensorProto t = 5; }
 * TensorProto    { repeated int64 dims = 1; int32 data_type = 2; repeated float float_data = 4;
 *                  string name = 8; bytes raw_data = 9; DataLocation data_location = 14; }
 * </pre>
 */
final class OnnxFormat {
  static final int MODEL_IR_VERSION = 1;
  static final int MODEL_GRAPH = 7;
  static final int GRAPH_NODE = 1;
  static final int GRAPH_INITIALIZER = 5;
  static final int NODE_INPUT = 1;
  static final int NODE_OUTPUT = 2;
  static final int NODE_NAME = 3;
  static final int NODE_OP_TYPE = 4;
  static final int NODE_ATTRIBUTE = 5;
  static final int ATTRIBUTE_TENSOR = 5;
  static final int TENSOR_DIMS = 1;
  static final int TENSOR_DATA_TYPE = 2;
  static final int TENSOR_FLOAT_DATA = 4;
  static final int TENSOR_NAME = 8;
  static final int TENSOR_RAW_DATA = 9;
  static final int TENSOR_DATA_LOCATION = 14;
  static final int LOCATION_EXTERNAL = 1;

  /** More than a hundred times what the largest BERT has. */
  static final int MAX_NODES = 1 << 18;

  private OnnxFormat() {}
}
