package io.bertline.bert;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a TorchScript archive that holds one class with methods and no parameters, so that a
 * program written as text needs no Python to reach PyTorch.
 *
 * <p>The format is the one of torch.jit.save: a ZIP file of stored entries, in which {@code
 * data.pkl} is the pickled module, {@code code/__torch__.py} its source and {@code constants.pkl}
 * its tensor constants, here none (torch/csrc/jit/docs/serialization.md in PyTorch).
 */
final class TorchScriptArchive {
  /** Name of the one class; its methods name it in the type of {@code self}. */
  static final String CLASS_NAME = "Bert";

  private static final int PROTO = 0x80;
  private static final int PICKLE_PROTOCOL = 2;
  private static final int GLOBAL = 'c';
  private static final int EMPTY_TUPLE = ')';
  private static final int NEW_OBJECT = 0x81;
  private static final int EMPTY_DICT = '}';
  private static final int MARK = '(';
  private static final int UNICODE = 'X';
  private static final int NEW_TRUE = 0x88;
  private static final int SET_ITEMS = 'u';
  private static final int BUILD = 'b';
  private static final int STOP = '.';

  private TorchScriptArchive() {}

  /**
   * Returns the bytes of an archive.
   *
   * @param methods source of the methods, not indented, the first parameter of each is {@code self}
   */
  static byte[] of(String methods) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream archive = new ZipOutputStream(bytes)) {
      put(archive, "program/data.pkl", emptyModule());
      put(archive, "program/code/__torch__.py", source(methods));
      put(
          archive,
          "program/constants.pkl",
          new byte[] {(byte) PROTO, PICKLE_PROTOCOL, EMPTY_TUPLE, STOP});
      put(archive, "program/version", "10\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Indents the methods into the class and declares the type of {@code self}. */
  private static byte[] source(String methods) {
    StringBuilder source = new StringBuilder();
    source.append("class ").append(CLASS_NAME).append("(Module):\n");
    source.append("  __parameters__ = []\n  __buffers__ = []\n  training : bool\n");
    methods
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.replaceFirst("^(def \\w+\\(self)", "$1: __torch__." + CLASS_NAME))
        .forEach(line -> source.append("  ").append(line).append('\n'));
    return source.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** An object of the class whose only attribute is {@code training = True}. */
  private static byte[] emptyModule() {
    ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    pickle.write(PROTO);
    pickle.write(PICKLE_PROTOCOL);
    pickle.write(GLOBAL);
    pickle.writeBytes(("__torch__\n" + CLASS_NAME + "\n").getBytes(StandardCharsets.US_ASCII));
    pickle.write(EMPTY_TUPLE);
    pickle.write(NEW_OBJECT);
    pickle.write(EMPTY_DICT);
    pickle.write(MARK);
    byte[] attribute = "training".getBytes(StandardCharsets.US_ASCII);
    pickle.write(UNICODE);
    pickle.writeBytes(new byte[] {(byte) attribute.length, 0, 0, 0});
    pickle.writeBytes(attribute);
    pickle.write(NEW_TRUE);
    pickle.write(SET_ITEMS);
    pickle.write(BUILD);
    pickle.write(STOP);
    return pickle.toByteArray();
  }

  private static void put(ZipOutputStream archive, String name, byte[] content) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    // The same program has the same bytes at any time.
    entry.setTime(0);
    archive.putNextEntry(entry);
    archive.write(content);
    archive.closeEntry();
  }
}
