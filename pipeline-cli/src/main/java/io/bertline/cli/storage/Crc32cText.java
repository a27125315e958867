package io.bertline.cli.storage;

import java.nio.ByteBuffer;
import java.util.Base64;

/** CRC-32C as Cloud Storage writes it: base64 of the four bytes, the highest first. */
final class Crc32cText {
  private Crc32cText() {}

  /** Returns the checksum, 0 to 2^32 - 1. */
  static long parse(String text) {
    return Integer.toUnsignedLong(ByteBuffer.wrap(Base64.getDecoder().decode(text)).getInt());
  }
}
