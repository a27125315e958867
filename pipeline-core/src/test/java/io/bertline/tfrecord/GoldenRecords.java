package io.bertline.tfrecord;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** A TFRecord file that TensorFlow wrote; the README beside the resource says how. */
public final class GoldenRecords {
  private GoldenRecords() {}

  /** Returns the bytes of the file. */
  public static byte[] file() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(GoldenRecords.class.getResourceAsStream("golden.hex"))) {
      String hex = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return HexFormat.of().parseHex(hex.replace("\n", ""));
    }
  }

  /** Returns the data of its records. */
  public static List<byte[]> records() throws IOException {
    return read(file());
  }

  static List<byte[]> read(byte[] file) {
    List<byte[]> records = new ArrayList<>();
    try (TfRecordReader reader =
        new TfRecordReader(new ByteArrayInputStream(file), "golden.tfrecord")) {
      for (byte[] data = reader.next(); data != null; data = reader.next()) {
        records.add(data);
      }
    }
    return records;
  }
}
