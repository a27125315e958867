package io.bertline.tensorbundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** A checkpoint that TensorFlow wrote; the README beside the resources says how. */
public final class GoldenBundle {
  /** What the names of its files begin with. */
  public static final String PREFIX = "bert_model.ckpt";

  static final String INDEX = PREFIX + ".index";
  static final List<String> SHARDS =
      List.of(PREFIX + ".data-00000-of-00002", PREFIX + ".data-00001-of-00002");

  private GoldenBundle() {}

  /** Writes its files into a directory. */
  public static void writeTo(Path directory) throws IOException {
    Files.write(directory.resolve(INDEX), bytes(INDEX));
    for (String shard : SHARDS) {
      Files.write(directory.resolve(shard), bytes(shard));
    }
  }

  static byte[] bytes(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(GoldenBundle.class.getResourceAsStream(name + ".hex"))) {
      String hex = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return HexFormat.of().parseHex(hex.replace("\n", ""));
    }
  }
}
