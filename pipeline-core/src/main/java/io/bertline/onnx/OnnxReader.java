package io.bertline.onnx;

import io.bertline.wire.MalformedWireException;
import io.bertline.wire.WireFormat;
import io.bertline.wire.WireReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the messages of an ONNX file. */
final class OnnxReader {
  private final List<OnnxNode> nodes = new ArrayList<>();
  private final Map<String, OnnxTensor> initializers = new LinkedHashMap<>();

  OnnxGraph model(WireReader model) {
    boolean version = false;
    boolean graph = false;
    while (model.next()) {
      switch (model.field()) {
        case OnnxFormat.MODEL_IR_VERSION -> {
          model.int64();
          version = true;
        }
        case OnnxFormat.MODEL_GRAPH -> {
          graph(model.message());
          graph = true;
        }
        default -> model.skip();
      }
    }
    if (!version || !graph) {
      throw new MalformedWireException(
          model.offset(), "the file ends without " + (graph ? "an IR version" : "a graph"));
    }
    return new OnnxGraph(
        Collections.unmodifiableList(nodes), Collections.unmodifiableMap(initializers));
  }

  private void graph(WireReader graph) {
    while (graph.next()) {
      long offset = graph.offset();
      switch (graph.field()) {
        case OnnxFormat.GRAPH_NODE -> nodes.add(node(graph.message()));
        case OnnxFormat.GRAPH_INITIALIZER -> {
          OnnxTensor tensor = tensor(graph.message());
          if (initializers.put(tensor.name(), tensor) != null) {
            throw new MalformedWireException(offset, "two initialisers " + tensor.name());
          }
        }
        default -> graph.skip();
      }
      if (nodes.size() + initializers.size() > OnnxFormat.MAX_NODES) {
        throw new MalformedWireException(
            offset, "more than " + OnnxFormat.MAX_NODES + " nodes and initialisers");
      }
    }
  }

  private static OnnxNode node(WireReader node) {
    String name = "";
    String operation = "";
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    OnnxTensor constant = null;
    while (node.next()) {
      switch (node.field()) {
        case OnnxFormat.NODE_INPUT -> inputs.add(node.string());
        case OnnxFormat.NODE_OUTPUT -> outputs.add(node.string());
        case OnnxFormat.NODE_NAME -> name = node.string();
        case OnnxFormat.NODE_OP_TYPE -> operation = node.string();
        case OnnxFormat.NODE_ATTRIBUTE -> {
          OnnxTensor value = attribute(node.message());
          constant = value == null ? constant : value;
        }
        default -> node.skip();
      }
    }
    return new OnnxNode(name, operation, inputs, outputs, constant);
  }

  private static @Nullable OnnxTensor attribute(WireReader attribute) {
    OnnxTensor value = null;
    while (attribute.next()) {
      if (attribute.field() == OnnxFormat.ATTRIBUTE_TENSOR) {
        value = tensor(attribute.message());
      } else {
        attribute.skip();
      }
    }
    return value;
  }

  private static OnnxTensor tensor(WireReader tensor) {
    long offset = tensor.offset();
    String name = "";
    int dataType = 0;
    List<Long> shape = new ArrayList<>();
    ByteBuffer values = ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
    while (tensor.next()) {
      switch (tensor.field()) {
        case OnnxFormat.TENSOR_DIMS -> dimensions(tensor, shape);
        case OnnxFormat.TENSOR_DATA_TYPE -> dataType = (int) tensor.int64();
        case OnnxFormat.TENSOR_NAME -> name = tensor.string();
        case OnnxFormat.TENSOR_FLOAT_DATA, OnnxFormat.TENSOR_RAW_DATA -> values = tensor.view();
        case OnnxFormat.TENSOR_DATA_LOCATION -> {
          if (tensor.int64() == OnnxFormat.LOCATION_EXTERNAL) {
            throw new MalformedWireException(
                offset, "tensor " + name + " is in another file; export the model as one file");
          }
        }
        default -> tensor.skip();
      }
    }
    checkSize(offset, name, dataType, shape, values);
    return new OnnxTensor(name, dataType, shape, values);
  }

  private static void dimensions(WireReader tensor, List<Long> shape) {
    if (tensor.type() == WireFormat.VARINT) {
      shape.add(tensor.int64());
      return;
    }
    WireReader packed = tensor.message();
    while (packed.hasRemaining()) {
      shape.add(packed.varint());
    }
  }

  /** Checks the types that are used; other tensors are passed over whatever they hold. */
  private static void checkSize(
      long offset, String name, int dataType, List<Long> shape, ByteBuffer values) {
    if (dataType != OnnxTensor.FLOAT && (dataType != OnnxTensor.INT64 || !values.hasRemaining())) {
      return;
    }
    long size = dataType == OnnxTensor.FLOAT ? Float.BYTES : Long.BYTES;
    try {
      for (long dimension : shape) {
        size = Math.multiplyExact(size, dimension);
      }
    } catch (ArithmeticException e) {
      size = -1;
    }
    if (size != values.remaining()) {
      throw new MalformedWireException(
          offset, "tensor %s of shape %s has %d bytes".formatted(name, shape, values.remaining()));
    }
  }
}
