package io.bertline.table;

import io.bertline.failure.BertlineException;
import io.bertline.failure.FailureKind;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** How a file is compressed, told by its first bytes, not by its name. */
public enum Compression {
  NONE,
  /** RFC 1952, any number of members. */
  GZIP,
  /** A ZIP archive with one file in it. */
  ZIP;

  /** How many bytes {@link #of} wants to see. */
  public static final int MAGIC_BYTES = 4;

  private static final int BUFFER = 1 << 16;

  /** Tells the compression from the first bytes of a file. */
  public static Compression of(byte[] first) {
    if (first.length >= 2 && first[0] == 0x1F && first[1] == (byte) 0x8B) {
      return GZIP;
    }
    boolean zip =
        first.length >= MAGIC_BYTES
            && first[0] == 'P'
            && first[1] == 'K'
            && ((first[2] == 3 && first[3] == 4) || (first[2] == 5 && first[3] == 6));
    return zip ? ZIP : NONE;
  }

  /**
   * Opens the uncompressed bytes. Reading them throws {@link BertlineException} {@code BAD_INPUT}
   * if the file is cut off or damaged, or is an archive with another number of files than one.
   *
   * @param name how messages call the file
   * @param in the file from its first byte; closed with the stream that is returned
   */
  public InputStream open(String name, InputStream in) throws IOException {
    try {
      return switch (this) {
        case NONE -> in;
        case GZIP -> new ExactErrors(name, new GZIPInputStream(new NeverAtEnd(in), BUFFER));
        case ZIP -> new ExactErrors(name, new OnlyEntryStream(name, new ZipInputStream(in)));
      };
    } catch (EOFException e) {
      throw cutOff(name, e);
    } catch (ZipException e) {
      throw damaged(name, e);
    }
  }

  private static BertlineException cutOff(String name, EOFException cause) {
    return new BertlineException(
        FailureKind.BAD_INPUT,
        name + ": ends in the middle of its compressed data; fetch it again",
        cause);
  }

  private static BertlineException damaged(String name, ZipException cause) {
    return new BertlineException(
        FailureKind.BAD_INPUT,
        name + ": is damaged (" + cause.getMessage() + "); fetch it again",
        cause);
  }

  /** Says which file it is that cannot be decompressed. */
  private static final class ExactErrors extends FilterInputStream {
    private final String name;

    ExactErrors(String name, InputStream in) {
      super(in);
      this.name = name;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return in.read(bytes, offset, length);
      } catch (EOFException e) {
        throw cutOff(name, e);
      } catch (ZipException e) {
        throw damaged(name, e);
      }
    }
  }

  /**
   * {@code GZIPInputStream} takes a file for finished when no byte is available without waiting,
   * and would drop the other members of a file that comes over a network.
   */
  private static final class NeverAtEnd extends FilterInputStream {
    NeverAtEnd(InputStream in) {
      super(in);
    }

    @Override
    public int available() {
      return 1;
    }
  }
}
