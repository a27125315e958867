package io.bertline.dataset;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether two texts are the same apart from what a reader overlooks: the first 128 bits of
 * the SHA-256 of the text in Unicode normal form C, lower case, each run of white space as one
 * blank, none at the ends. Both texts of a pair count. The file {@code text-hashes-<split>} of a
 * dataset holds the hashes of its rows, 16 bytes each, sorted as unsigned numbers.
 *
 * @param high the first 64 bits
 * @param low the next 64 bits
 */
public record TextHash(long high, long low) implements Comparable<TextHash> {
  /** Bytes of a hash in a file. */
  public static final int BYTES = 16;

  private static final char PAIR = '\u001F';

  /** Returns the name of the file with the hashes of a split. */
  public static String file(Split split) {
    return "text-hashes-" + split.lowerCase();
  }

  /** Computes hashes, one after the other. Not safe for several threads. */
  public static final class Hasher {
    private final MessageDigest sha256;
    private byte[] ascii = new byte[256];

    public Hasher() {
      try {
        sha256 = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }

    /** Returns the hash of a text, or of a pair of texts. */
    public TextHash hash(String text, @Nullable String pair) {
      add(text);
      if (pair != null) {
        sha256.update((byte) PAIR);
        add(pair);
      }
      ByteBuffer digest = ByteBuffer.wrap(sha256.digest());
      return new TextHash(digest.getLong(), digest.getLong());
    }

    private void add(String text) {
      if (ascii.length < text.length()) {
        ascii = new byte[2 * text.length()];
      }
      int length = normalizeAscii(text, ascii);
      if (length >= 0) {
        sha256.update(ascii, 0, length);
      } else {
        sha256.update(normalize(text).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @Override
  public int compareTo(TextHash other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  /**
   * Does what {@link #normalize} does, several times as fast, for texts in ASCII: most there are.
   *
   * @param normal receives the normal text
   * @return its length, or -1 if the text is not in ASCII
   */
  private static int normalizeAscii(String text, byte[] normal) {
    int length = 0;
    boolean blank = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 0x7F) {
        return -1;
      }
      if (c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1C && c <= 0x1F)) {
        blank = true;
      } else {
        if (blank && length > 0) {
          normal[length++] = ' ';
        }
        normal[length++] = (byte) (c >= 'A' && c <= 'Z' ? c + 0x20 : c);
        blank = false;
      }
    }
    return length;
  }

  private static String normalize(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    StringBuilder normal = new StringBuilder(composed.length());
    boolean blank = false;
    for (int i = 0; i < composed.length(); i++) {
      char c = composed.charAt(i);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        blank = true;
      } else {
        if (blank && !normal.isEmpty()) {
          normal.append(' ');
        }
        normal.append(c);
        blank = false;
      }
    }
    return normal.toString();
  }
}
